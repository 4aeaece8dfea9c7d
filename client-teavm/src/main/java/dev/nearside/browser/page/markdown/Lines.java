package dev.nearside.browser.page.markdown;

import java.util.ArrayList;
import java.util.List;

/** A text by lines, and what a line looks like. */
final class Lines {
    private final List<String> texts = new ArrayList<>();
    private final List<Integer> starts = new ArrayList<>();

    Lines(String text) {
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf('\n', start);
            int next = end < 0 ? text.length() : end;
            String line = text.substring(start, next);
            texts.add(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
            starts.add(start);
            start = next + 1;
        }
    }

    int count() {
        return texts.size();
    }

    String text(int line) {
        return texts.get(line);
    }

    /** Where the line begins in the text. */
    int start(int line) {
        return starts.get(line);
    }

    boolean isBlank(int line) {
        return texts.get(line).isBlank();
    }

    /** How many spaces it begins with; a tab counts as four. */
    static int indent(String line) {
        int indent = 0;
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) == '\t') {
                indent += 4;
            } else if (line.charAt(i) == ' ') {
                indent++;
            } else {
                break;
            }
        }
        return indent;
    }

    /** How long the fence is that the line opens; 0 if it is none. */
    int fence(int line) {
        String text = texts.get(line).strip();
        int length = run(text);
        boolean isFence = length >= 3 && (text.charAt(0) == '`' || text.charAt(0) == '~');
        // Behind backticks no other may follow: it would be code within a line.
        return isFence && (text.charAt(0) == '~' || text.indexOf('`', length) < 0) ? length : 0;
    }

    /** Whether the line closes such a fence. */
    boolean closes(int line, char fence, int length) {
        String text = texts.get(line).strip();
        return text.length() >= length && text.charAt(0) == fence && run(text) == text.length();
    }

    /** How often the first character is there at the beginning. */
    private static int run(String text) {
        int length = 0;
        while (length < text.length() && text.charAt(length) == text.charAt(0)) {
            length++;
        }
        return length;
    }

    boolean isQuote(int line) {
        return texts.get(line).stripLeading().startsWith(">");
    }

    /** Three or more of the same sign, and nothing else but spaces. */
    boolean isRule(int line) {
        String text = texts.get(line).replace(" ", "");
        return text.length() >= 3 && "-*_".indexOf(text.charAt(0)) >= 0 && run(text) == text.length();
    }

    /** 1 to 6; 0 if the line is no heading. */
    int headingLevel(int line) {
        String text = texts.get(line).strip();
        if (!text.startsWith("#")) {
            return 0;
        }
        int level = run(text);
        return level <= 6 && level < text.length() && text.charAt(level) == ' ' ? level : 0;
    }

    String headingText(int line) {
        String text = texts.get(line).strip().substring(headingLevel(line)).strip();
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '#') {
            end--;
        }
        // Signs at the end close the heading, where a space is before them: "# C#" is about C#.
        boolean closed = end < text.length() && (end == 0 || text.charAt(end - 1) == ' ');
        return closed ? text.substring(0, end).strip() : text;
    }

    /** Whether a table begins here: a row, and the line that divides head and body. */
    boolean isTable(int line) {
        return line + 1 < count()
                && texts.get(line).indexOf('|') >= 0
                && TableCells.isDivider(texts.get(line + 1))
                && TableCells.split(texts.get(line)).size()
                        == TableCells.split(texts.get(line + 1)).size();
    }

    /** Whether another block than a paragraph begins here. */
    boolean begins(int line) {
        return fence(line) > 0
                || isQuote(line)
                || isRule(line)
                || headingLevel(line) > 0
                || ListMarker.of(texts.get(line)) != null
                || isTable(line);
    }
}
