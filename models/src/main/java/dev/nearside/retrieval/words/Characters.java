package dev.nearside.retrieval.words;

/** What characters are to a reader, decided by hand, as the browser's class library has no regular expressions. */
public final class Characters {
    private Characters() {}

    /** Whether a person sees nothing: white space of any script, no-break spaces, controls, zero-width marks. */
    public static boolean isSpace(char c) {
        if (c < 0x7f) {
            return c <= ' ';
        }
        return Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || c <= 0x9f
                || c == 0x200b
                || c == 0x2060
                || c == 0xfeff;
    }

    /** The first place from {@code from} that is not white space; {@code to} if there is none. */
    public static int skipSpace(CharSequence text, int from, int to) {
        int at = from;
        while (at < to && isSpace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /** The last place from {@code to} down before which there is no white space; {@code from} if all is. */
    public static int skipSpaceBack(CharSequence text, int from, int to) {
        int at = to;
        while (at > from && isSpace(text.charAt(at - 1))) {
            at--;
        }
        return at;
    }

    /** The text with {@code \n} for each {@code \r\n} and {@code \r}, so that offsets count every line end once. */
    public static String withPlainLineEnds(String text) {
        if (text.indexOf('\r') < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\r') {
                out.append(c);
            } else if (i + 1 == text.length() || text.charAt(i + 1) != '\n') {
                out.append('\n');
            }
        }
        return out.toString();
    }

    /**
     * The text with words made whole that a typesetter divided: a hyphen at the end of a line between two letters, the
     * second of which is small, goes with the line end. What has a hyphen of its own there loses it, which is rarer.
     */
    public static String withoutHyphenation(String text) {
        int at = text.indexOf("-\n");
        if (at < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        int from = 0;
        while (at >= 0) {
            boolean divided = at > 0
                    && at + 2 < text.length()
                    && Character.isLetter(text.charAt(at - 1))
                    && Character.isLowerCase(text.charAt(at + 2));
            out.append(text, from, divided ? at : at + 2);
            from = at + 2;
            at = text.indexOf("-\n", from);
        }
        return out.append(text, from, text.length()).toString();
    }

    /** The text with U+FFFD for each half of a surrogate pair that stands alone, which UTF-8 could not store. */
    public static String wellFormed(String text) {
        int at = 0;
        while (at < text.length() && !standsAlone(text, at)) {
            at++;
        }
        if (at == text.length()) {
            return text;
        }
        StringBuilder out = new StringBuilder(text);
        for (; at < text.length(); at++) {
            if (standsAlone(text, at)) {
                out.setCharAt(at, '\ufffd');
            }
        }
        return out.toString();
    }

    private static boolean standsAlone(String text, int at) {
        char c = text.charAt(at);
        if (Character.isHighSurrogate(c)) {
            return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
        }
        return Character.isLowSurrogate(c) && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
    }
}
