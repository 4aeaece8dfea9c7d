package dev.nearside.browser.page;

import java.util.ArrayDeque;
import java.util.Deque;
import org.teavm.jso.JSBody;
import org.teavm.jso.dom.html.HTMLElement;

/** The log of the course's demo: the newest lines, with the time, to read and to copy. */
final class LogPanel {
    private static final int KEPT = 300;

    private final HTMLElement list = Dom.find("digits-log");
    private final Deque<String> lines = new ArrayDeque<>();

    LogPanel() {
        Dom.copyButton(Dom.find("digits-log-copy"), () -> String.join("\n", lines));
    }

    void add(String text) {
        String time = time();
        lines.addLast(time + "  " + text);
        HTMLElement line = Dom.copyTemplate("log-line");
        Dom.text(Dom.slot(line, "time"), time);
        Dom.text(Dom.slot(line, "text"), text);
        append(list, line);
        if (lines.size() > KEPT) {
            lines.removeFirst();
            list.removeChild(list.getFirstChild());
        }
    }

    @JSBody(script = "return new Date().toTimeString().slice(0, 8);")
    private static native String time();

    /** Appends the line, and stays at the end if the end was in view. */
    @JSBody(
            params = {"list", "line"},
            script = "var atEnd = list.scrollTop + list.clientHeight >= list.scrollHeight - 8;"
                    + "list.appendChild(line);"
                    + "if (atEnd) { list.scrollTop = list.scrollHeight; }")
    private static native void append(HTMLElement list, HTMLElement line);
}
