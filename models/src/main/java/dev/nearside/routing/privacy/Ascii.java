package dev.nearside.routing.privacy;

/** The characters that numbers, addresses and keys are made of. */
final class Ascii {
    private Ascii() {}

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    static boolean isAlphanumeric(char c) {
        return isDigit(c) || isLetter(c);
    }

    /** A space, also one that does not break. */
    static boolean isSpace(char c) {
        return c == ' ' || c == '\u00a0' || c == '\u2009' || c == '\u202f';
    }

    /** A hyphen, also the typographic ones and the short dash. */
    static boolean isHyphen(char c) {
        return c == '-' || (c >= '\u2010' && c <= '\u2013');
    }

    /** Whether neither letter, digit nor underscore touches that end of a find. */
    static boolean isFree(String text, int at) {
        if (at < 0 || at >= text.length()) {
            return true;
        }
        char c = text.charAt(at);
        return c != '_' && !Character.isLetterOrDigit(c);
    }
}
