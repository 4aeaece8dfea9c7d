package dev.nearside.retrieval.words;

/**
 * Text as the terms it is found by: words without case and accents and reduced to their English stem; identifiers whole
 * and by their parts ({@code getUserName} is {@code getusername}, {@code get}, {@code user}, {@code name}; {@code E-4012}
 * is {@code e-4012}, {@code e}, {@code 4012}); pairs of characters for scripts that set no spaces. Not thread-safe.
 */
public final class Analyser {
    /** What is longer is cut, to this or one more: nobody types it, and it would fill the dictionary. */
    public static final int MAX_TERM = 64;

    private final char[] buffer = new char[MAX_TERM + 2];
    private final Stemmer stemmer = new Stemmer();

    /** Gives the sink every term of the text, by the start of its word. */
    public void analyse(CharSequence text, int from, int to, TermSink sink) {
        int at = from;
        while (at < to) {
            int codePoint = Character.codePointAt(text, at);
            if (!Letters.isWord(codePoint)) {
                at += Character.charCount(codePoint);
            } else if (Letters.isUnspaced(codePoint)) {
                at = pairs(text, at, to, sink);
            } else {
                int end = runEnd(text, at, to);
                run(text, at, end, sink);
                at = end;
            }
        }
    }

    /** The end of a run of word characters, in which single connectors may stand between two of them. */
    private static int runEnd(CharSequence text, int from, int to) {
        int at = from;
        while (at < to) {
            int codePoint = Character.codePointAt(text, at);
            if (isSpaced(codePoint)) {
                at += Character.charCount(codePoint);
            } else if ((isConnector(codePoint) || isApostrophe(codePoint))
                    && at + 1 < to
                    && isSpaced(Character.codePointAt(text, at + 1))) {
                at++;
            } else {
                break;
            }
        }
        return at;
    }

    private void run(CharSequence text, int from, int to, TermSink sink) {
        int start = from;
        for (int at = from; at <= to; at++) {
            if (at == to || isConnector(text.charAt(at))) {
                word(text, start, at, sink);
                start = at + 1;
            }
        }
        if (hasConnector(text, from, to)) {
            sink.term(buffer, fill(text, from, to), from, to);
        }
    }

    private void word(CharSequence text, int from, int to, TermSink sink) {
        int start = from;
        for (int at = from + 1; at < to; at++) {
            if (isHump(text, from, at, to)) {
                sink.term(buffer, stemmed(fill(text, start, at)), start, at);
                start = at;
            }
        }
        if (start > from) {
            sink.term(buffer, stemmed(fill(text, start, to)), start, to);
            sink.term(buffer, fill(text, from, to), from, to);
        } else {
            int length = stemmed(withoutPossessive(fill(text, from, to), text, to));
            if (length > 0) {
                sink.term(buffer, length, from, to);
            }
        }
    }

    /** Whether an identifier's next part starts here: fooBar, HTTPServer, utf8, 4x. */
    private static boolean isHump(CharSequence text, int from, int at, int to) {
        char before = text.charAt(at - 1);
        char here = text.charAt(at);
        if (Character.isDigit(before) != Character.isDigit(here)) {
            return Character.isLetterOrDigit(before) && Character.isLetterOrDigit(here);
        }
        if (!Character.isUpperCase(here)) {
            return false;
        }
        return Character.isLowerCase(before)
                || (at + 1 < to
                        && at - 1 > from
                        && Character.isUpperCase(before)
                        && Character.isLowerCase(text.charAt(at + 1)));
    }

    private int fill(CharSequence text, int from, int to) {
        int length = 0;
        int at = from;
        while (at < to && length < MAX_TERM) {
            int codePoint = Character.codePointAt(text, at);
            if (!isApostrophe(codePoint)) {
                length = Letters.append(buffer, length, codePoint);
            }
            at += Character.charCount(codePoint);
        }
        return length;
    }

    /** "The dog's" is about the dog; fill has dropped the apostrophe already. */
    private static int withoutPossessive(int length, CharSequence text, int to) {
        boolean possessive = length > 2
                && isApostrophe(text.charAt(to - 2))
                && (text.charAt(to - 1) == 's' || text.charAt(to - 1) == 'S');
        return possessive ? length - 1 : length;
    }

    private int stemmed(int length) {
        return stemmer.stem(buffer, length);
    }

    private int pairs(CharSequence text, int from, int to, TermSink sink) {
        int at = from;
        int previous = -1;
        while (at < to) {
            int codePoint = Character.codePointAt(text, at);
            if (!Letters.isWord(codePoint) || !Letters.isUnspaced(codePoint)) {
                break;
            }
            int end = at + Character.charCount(codePoint);
            if (previous >= 0) {
                sink.term(buffer, fill(text, previous, end), previous, end);
            }
            previous = at;
            at = end;
        }
        if (previous == from) {
            sink.term(buffer, fill(text, from, at), from, at);
        }
        return at;
    }

    private static boolean hasConnector(CharSequence text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (isConnector(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSpaced(int codePoint) {
        return Letters.isWord(codePoint) && !Letters.isUnspaced(codePoint);
    }

    private static boolean isConnector(int c) {
        return c == '_' || c == '-' || c == '.';
    }

    private static boolean isApostrophe(int c) {
        return c == '\'' || c == 0x2019;
    }
}
