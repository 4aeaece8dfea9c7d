package dev.nearside.retrieval;

/** What a Markdown source says, without the marks that say how: for the model, which would spend its tokens on them. */
public final class MarkdownText {
    private MarkdownText() {}

    /** Without emphasis, the marks of headings, code and tables, and the targets of links. */
    public static String plain(String source) {
        StringBuilder out = new StringBuilder(source.length());
        boolean lineStart = true;
        int at = 0;
        while (at < source.length()) {
            char c = source.charAt(at);
            if (lineStart && c == '#') {
                at = after(source, at, '#');
                continue;
            }
            int target = targetEnd(source, at);
            if (target > 0) {
                at = target + 1;
            } else if (isMark(source, at)) {
                at++;
            } else {
                append(out, c == '|' ? ' ' : c);
                at++;
            }
            lineStart = c == '\n' || (lineStart && c == ' ');
        }
        return out.toString();
    }

    /** Where the target of a link ends whose text ends here; −1 if none does. */
    private static int targetEnd(String source, int at) {
        if (!source.startsWith("](", at)) {
            return -1;
        }
        int end = source.indexOf(')', at);
        int newline = source.indexOf('\n', at);
        return newline < 0 || end < newline ? end : -1;
    }

    private static boolean isMark(String source, int at) {
        char c = source.charAt(at);
        return switch (c) {
            case '`', '[', ']' -> true;
            // Within a word or a product they are what they are: snake_case, 2 * 3.
            case '*', '_' -> isEdge(source, at, c);
            case '-', '=' -> isRule(source, at, c);
            default -> false;
        };
    }

    private static boolean isEdge(String source, int at, char mark) {
        int first = at;
        while (first > 0 && source.charAt(first - 1) == mark) {
            first--;
        }
        int end = after(source, at, mark);
        boolean opens = first == 0 || !Character.isLetterOrDigit(source.charAt(first - 1));
        boolean closes = end == source.length() || !Character.isLetterOrDigit(source.charAt(end));
        boolean spaced = opens
                && closes
                && (first == 0 || source.charAt(first - 1) == ' ')
                && (end == source.length() || source.charAt(end) == ' ');
        return (opens || closes) && !spaced;
    }

    /** Three or more: a rule, an underline, the line under a table's head. */
    private static boolean isRule(String source, int at, char mark) {
        int first = at;
        while (first > 0 && source.charAt(first - 1) == mark) {
            first--;
        }
        return after(source, at, mark) - first >= 3;
    }

    private static int after(String source, int at, char mark) {
        int end = at;
        while (end < source.length() && source.charAt(end) == mark) {
            end++;
        }
        return end;
    }

    /** Spaces that take the place of marks make one. */
    private static void append(StringBuilder out, char c) {
        if (c != ' ' || (out.length() > 0 && out.charAt(out.length() - 1) != ' ')) {
            out.append(c);
        }
    }
}
