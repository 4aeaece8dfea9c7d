package dev.nearside.browser.routing;

import java.util.ArrayList;
import java.util.List;

/** Reads server-sent events (WHATWG HTML, 9.2.6) as far as chats use them: the data of each. Comments are heartbeats. */
final class ServerEvents {
    private final StringBuilder line = new StringBuilder();
    private final StringBuilder data = new StringBuilder();
    private boolean hasData;
    private boolean afterReturn;

    /**
     * Takes what has come, cut anywhere.
     *
     * @return the data of the events that it completes, in order
     */
    List<String> add(String text) {
        List<String> complete = new ArrayList<>();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean ends = c == '\r' || (c == '\n' && !afterReturn);
            if (ends) {
                line(complete);
            } else if (c != '\n') {
                line.append(c);
            }
            afterReturn = c == '\r';
        }
        return complete;
    }

    private void line(List<String> complete) {
        String text = line.toString();
        line.setLength(0);
        if (text.isEmpty()) {
            if (hasData) {
                complete.add(data.toString());
            }
            data.setLength(0);
            hasData = false;
        } else if (text.startsWith("data:")) {
            if (hasData) {
                data.append('\n');
            }
            data.append(text, text.startsWith("data: ") ? 6 : 5, text.length());
            hasData = true;
        }
    }
}
