package dev.nearside.browser.page.markdown;

/** Finds where what was opened in a line is closed. */
final class Scan {
    private Scan() {}

    /** How often the character at this place is repeated from there on. */
    static int run(String text, int at) {
        int end = at;
        while (end < text.length() && text.charAt(end) == text.charAt(at)) {
            end++;
        }
        return end - at;
    }

    /** Where a run of exactly so many backticks begins; −1 if nowhere. */
    static int closingCode(String text, int from, int length) {
        for (int i = text.indexOf('`', from); i >= 0; i = text.indexOf('`', i)) {
            int run = run(text, i);
            if (run == length) {
                return i;
            }
            i += run;
        }
        return -1;
    }

    /** Where the emphasis ends that so many signs at {@code at} begin; −1 if they begin none. */
    static int closingEmphasis(String text, int at, int length) {
        char sign = text.charAt(at);
        int start = at + length;
        if (start >= text.length() || Character.isWhitespace(text.charAt(start))) {
            return -1;
        }
        // my_file_name is no emphasis.
        if (sign == '_' && at > 0 && Character.isLetterOrDigit(text.charAt(at - 1))) {
            return -1;
        }
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '`') {
                int code = closingCode(text, i + run(text, i), run(text, i));
                i = code < 0 ? i + run(text, i) - 1 : code + run(text, code) - 1;
            } else if (c == sign) {
                int run = run(text, i);
                if (i > start && closes(text, i, run, length)) {
                    // Of three signs that close both, the inner emphasis ends first.
                    return i + run - length;
                }
                i += run - 1;
            }
        }
        return -1;
    }

    private static boolean closes(String text, int at, int run, int length) {
        boolean behindText = !Character.isWhitespace(text.charAt(at - 1));
        int after = at + run;
        boolean withinWord =
                text.charAt(at) == '_' && after < text.length() && Character.isLetterOrDigit(text.charAt(after));
        return behindText && !withinWord && (run == length || run == 3);
    }

    /** The bracket that closes the one at this place; −1 if none does. */
    static int closingBracket(String text, int at) {
        int open = 0;
        for (int i = at; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '[') {
                open++;
            } else if (c == ']' && --open == 0) {
                return i;
            }
        }
        return -1;
    }

    /** Where an address ends that begins here: before a space, and before what ends the sentence. */
    static int endOfAddress(String text, int at) {
        int end = at;
        while (end < text.length()
                && !Character.isWhitespace(text.charAt(end))
                && "<>\"`|".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        while (end > at && ".,;:!?)]}'*_".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return end;
    }
}
