package dev.nearside.browser.page.markdown;

import org.jspecify.annotations.Nullable;

/**
 * What a list's item begins with.
 *
 * @param number of an ordered list's item; −1 for another list
 * @param indent spaces before it
 * @param content where the item's text begins in the line
 */
record ListMarker(int number, int indent, int content) {
    private static final int MOST_DIGITS = 9;

    boolean ordered() {
        return number >= 0;
    }

    /** The marker that the line begins with, or null. */
    static @Nullable ListMarker of(String line) {
        int at = 0;
        while (at < line.length() && (line.charAt(at) == ' ' || line.charAt(at) == '\t')) {
            at++;
        }
        int digits = at;
        while (digits < line.length() && line.charAt(digits) >= '0' && line.charAt(digits) <= '9') {
            digits++;
        }
        int end = digits == at ? bullet(line, at) : numbered(line, at, digits);
        if (end < 0 || (end < line.length() && line.charAt(end) != ' ' && line.charAt(end) != '\t')) {
            return null;
        }
        int number = digits == at ? -1 : Integer.parseInt(line.substring(at, digits));
        return new ListMarker(number, Lines.indent(line), Math.min(end + 1, line.length()));
    }

    /** Where the bullet ends; −1 if there is none. */
    private static int bullet(String line, int at) {
        return at < line.length() && "-*+•".indexOf(line.charAt(at)) >= 0 ? at + 1 : -1;
    }

    private static int numbered(String line, int at, int digits) {
        boolean closed = digits < line.length() && (line.charAt(digits) == '.' || line.charAt(digits) == ')');
        return closed && digits - at <= MOST_DIGITS ? digits + 1 : -1;
    }
}
