package dev.nearside.browser.page.markdown;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads a list's items, each as the text that it holds, its indentation taken away. */
final class ListReader {
    /** What belongs to an item is indented; models are not exact about how far. */
    private static final int LEAST_INDENT = 2;

    private final Lines lines;
    private final ListMarker first;
    private final List<String> items = new ArrayList<>();
    private int line;

    ListReader(Lines lines, int at) {
        this.lines = lines;
        first = Objects.requireNonNull(ListMarker.of(lines.text(at)));
        line = at;
        ListMarker marker = first;
        while (marker != null) {
            items.add(item(marker));
            marker = next();
        }
    }

    boolean ordered() {
        return first.ordered();
    }

    int start() {
        return first.ordered() ? first.number() : 1;
    }

    List<String> items() {
        return items;
    }

    /** The line behind the list. */
    int end() {
        return line;
    }

    private String item(ListMarker marker) {
        StringBuilder text = new StringBuilder(lines.text(line).substring(marker.content()));
        int indent = marker.indent() + LEAST_INDENT;
        line++;
        while (line < lines.count() && goesOn(indent)) {
            text.append('\n').append(without(lines.text(line), indent + (marker.ordered() ? 1 : 0)));
            line++;
        }
        return text.toString();
    }

    /** Whether the line belongs to the item: an indented one, a blank one before such, or a paragraph that goes on. */
    private boolean goesOn(int indent) {
        if (lines.isBlank(line)) {
            int next = line;
            while (next < lines.count() && lines.isBlank(next)) {
                next++;
            }
            return next < lines.count() && Lines.indent(lines.text(next)) >= indent;
        }
        if (Lines.indent(lines.text(line)) >= indent) {
            return true;
        }
        return !lines.isBlank(line - 1) && !lines.begins(line);
    }

    /** The next item's marker, blank lines before it passed over; null where the list ends. */
    private @Nullable ListMarker next() {
        int next = line;
        while (next < lines.count() && lines.isBlank(next)) {
            next++;
        }
        if (next == lines.count() || lines.isRule(next)) {
            return null;
        }
        ListMarker marker = ListMarker.of(lines.text(next));
        if (marker == null || marker.ordered() != first.ordered()) {
            return null;
        }
        line = next;
        return marker;
    }

    private static String without(String text, int indent) {
        int at = 0;
        while (at < text.length() && at < indent && text.charAt(at) == ' ') {
            at++;
        }
        return at < indent && at < text.length() && text.charAt(at) == '\t'
                ? text.substring(at + 1)
                : text.substring(at);
    }
}
