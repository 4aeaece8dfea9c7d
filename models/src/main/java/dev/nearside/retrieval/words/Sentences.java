package dev.nearside.retrieval.words;

import java.util.Set;

/** Where sentences end, by punctuation of Latin, Greek, Cyrillic, Arabic, Indic and East Asian scripts. */
public final class Sentences {
    private static final String CLOSING = "\"')]}\u2019\u201d\u00bb\u203a\u300d\u300f\u3011\uff09\u3009\u300b";
    private static final String ENDS_WITH_SPACE = ".!?\u2026\u061f\u06d4\u0964\u0965\u0589\u1362";
    private static final String ENDS_ALONE = "\u3002\uff01\uff1f\uff61";
    private static final String BULLETS = "-*+\u2022\u2023\u25cf\u25aa\u2013\u2014";

    private static final Set<String> TITLES = Set.of(
            "mr", "mrs", "ms", "dr", "prof", "st", "rev", "hon", "gen", "col", "capt", "lt", "sgt", "messrs", "mme",
            "mlle", "vs", "eg", "ie", "cf", "viz", "approx", "bzw", "zb", "dh", "ca", "sog", "inkl", "hr", "fr");

    private static final Set<String> BEFORE_NUMBERS = Set.of(
            "no", "nos", "fig", "figs", "vol", "p", "pp", "ch", "sec", "art", "eq", "nr", "jan", "feb", "mar", "apr",
            "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "abs", "bd", "par");

    private Sentences() {}

    /**
     * The end of the sentence that starts at {@code from}: after its punctuation and closing quotes, before the white
     * space that follows. More than {@code from} unless that is {@code to}.
     */
    public static int end(CharSequence text, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                if (i > from && isListItem(text, i + 1, to)) {
                    return i;
                }
            } else if (ENDS_ALONE.indexOf(c) >= 0) {
                return Graphemes.boundaryAfter(text, closed(text, i + 1, to), to);
            } else if (ENDS_WITH_SPACE.indexOf(c) >= 0) {
                int after = closed(text, i + 1, to);
                if (after == to || (Characters.isSpace(text.charAt(after)) && isBorder(text, from, i, to))) {
                    return after;
                }
                i = after - 1;
            }
        }
        return to;
    }

    /** After all further punctuation and what closes the sentence. */
    private static int closed(CharSequence text, int from, int to) {
        int at = from;
        while (at < to) {
            char c = text.charAt(at);
            if (CLOSING.indexOf(c) < 0 && ENDS_WITH_SPACE.indexOf(c) < 0 && ENDS_ALONE.indexOf(c) < 0) {
                break;
            }
            at++;
        }
        return at;
    }

    /** Whether the mark at {@code mark}, which white space follows, ends a sentence and not a word or a number. */
    private static boolean isBorder(CharSequence text, int from, int mark, int to) {
        int next = Characters.skipSpace(text, closed(text, mark + 1, to), to);
        if (next == to) {
            return true;
        }
        char first = text.charAt(next);
        if (Character.isLowerCase(first)) {
            return false;
        }
        return text.charAt(mark) != '.' || !isAbbreviation(text, from, mark, Character.isDigit(first));
    }

    private static boolean isAbbreviation(CharSequence text, int from, int dot, boolean numberFollows) {
        int start = dot;
        StringBuilder letters = new StringBuilder();
        while (start > from && !Characters.isSpace(text.charAt(start - 1)) && dot - start < 12) {
            start--;
            char c = text.charAt(start);
            if (Character.isLetterOrDigit(c)) {
                letters.append(Character.toLowerCase(c));
            }
        }
        String word = letters.reverse().toString();
        boolean initial = word.length() == 1 && Character.isUpperCase(text.charAt(dot - 1));
        boolean itemNumber = start == from && !word.isEmpty() && Character.isDigit(word.charAt(word.length() - 1));
        return (initial && !word.equals("i"))
                || itemNumber
                || TITLES.contains(word)
                || (numberFollows && BEFORE_NUMBERS.contains(word));
    }

    /** Whether a line that starts here is an item of a list: a bullet or a number, and a space. */
    private static boolean isListItem(CharSequence text, int lineStart, int to) {
        int at = lineStart;
        while (at < to && text.charAt(at) == ' ') {
            at++;
        }
        if (at < to && BULLETS.indexOf(text.charAt(at)) >= 0) {
            at++;
        } else {
            int digits = at;
            while (at < to && at - digits < 3 && Character.isDigit(text.charAt(at))) {
                at++;
            }
            if (at == digits || at == to || (text.charAt(at) != '.' && text.charAt(at) != ')')) {
                return false;
            }
            at++;
        }
        return at < to && text.charAt(at) == ' ';
    }
}
