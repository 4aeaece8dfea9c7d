package dev.nearside.browser.page;

import dev.nearside.browser.dom.Dom;
import java.util.ArrayDeque;
import java.util.Deque;
import org.teavm.jso.JSBody;
import org.teavm.jso.dom.html.HTMLElement;

/**
 * The log of the course's demo: the newest lines, with the time, to read and to copy. A line that says what the last one
 * said is counted there, as a drawing is recognised many times while it is drawn.
 */
final class LogPanel {
    private static final int KEPT = 300;

    private final HTMLElement list = Dom.find("digits-log");
    private final Deque<Line> lines = new ArrayDeque<>();

    /** A line, and the element that shows it. */
    private record Line(String time, String text, int count, HTMLElement element) {
        String shown() {
            return count == 1 ? text : text + " (×" + count + ")";
        }
    }

    LogPanel() {
        Dom.copyButton(Dom.find("digits-log-copy"), this::text);
    }

    void add(String text) {
        Line last = lines.peekLast();
        if (last != null && last.text.equals(text)) {
            lines.removeLast();
            put(new Line(time(), text, last.count + 1, last.element));
            return;
        }
        HTMLElement element = Dom.copyTemplate("log-line");
        append(list, element);
        put(new Line(time(), text, 1, element));
        if (lines.size() > KEPT) {
            lines.removeFirst();
            list.removeChild(list.getFirstChild());
        }
    }

    private void put(Line line) {
        lines.addLast(line);
        Dom.text(Dom.slot(line.element, "time"), line.time);
        Dom.text(Dom.slot(line.element, "text"), line.shown());
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (Line line : lines) {
            text.append(line.time).append("  ").append(line.shown()).append('\n');
        }
        return text.toString();
    }

    @JSBody(script = "return new Date().toTimeString().slice(0, 8);")
    private static native String time();

    /** Appends the line, and stays at the end if the end was in view. */
    @JSBody(
            params = {"list", "line"},
            script = "var atEnd = list.scrollTop + list.clientHeight >= list.scrollHeight - 8;"
                    + "list.appendChild(line);"
                    + "if (atEnd) { requestAnimationFrame(function() { list.scrollTop = list.scrollHeight; }); }")
    private static native void append(HTMLElement list, HTMLElement line);
}
