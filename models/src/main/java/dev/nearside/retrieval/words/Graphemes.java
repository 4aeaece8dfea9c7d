package dev.nearside.retrieval.words;

/**
 * Where a text may be cut without breaking what a person sees as one character: the rules of Unicode's UAX #29 that
 * matter (pairs of surrogates, line ends, combining marks, joiners, emoji with skin tones, flags, Hangul jamo).
 */
public final class Graphemes {
    private static final int JOINER = 0x200d;

    /**
     * No character that is meant to be read has as many UTF-16 units. A longer one is cut between code points, so that
     * neither a chunk nor the search for its border has no end.
     */
    private static final int LONGEST = 128;

    private Graphemes() {}

    /** The last place at or before {@code offset} where the text may be cut; {@code from} if there is none after it. */
    public static int boundaryBefore(CharSequence text, int from, int offset) {
        int last = Math.max(from, offset - LONGEST);
        for (int at = offset; at > last; at--) {
            if (isBoundary(text, at)) {
                return at;
            }
        }
        return last == from ? from : betweenCodePoints(text, offset);
    }

    /** The first place at or after {@code offset} where the text may be cut; {@code to} if there is none before it. */
    public static int boundaryAfter(CharSequence text, int offset, int to) {
        int last = Math.min(to, offset + LONGEST);
        for (int at = offset; at < last; at++) {
            if (isBoundary(text, at)) {
                return at;
            }
        }
        return last == to ? to : betweenCodePoints(text, last);
    }

    private static int betweenCodePoints(CharSequence text, int offset) {
        boolean within = offset > 0
                && offset < text.length()
                && Character.isLowSurrogate(text.charAt(offset))
                && Character.isHighSurrogate(text.charAt(offset - 1));
        return within ? offset - 1 : offset;
    }

    /** Whether the text may be cut here; its start and its end always are such places. */
    public static boolean isBoundary(CharSequence text, int offset) {
        if (offset <= 0 || offset >= text.length()) {
            return true;
        }
        char previous = text.charAt(offset - 1);
        char next = text.charAt(offset);
        if (previous == '\r' && next == '\n') {
            return false;
        }
        if (previous < 0x300 && next < 0x300) {
            return true;
        }
        if (Character.isHighSurrogate(previous) && Character.isLowSurrogate(next)) {
            return false;
        }
        int before = Character.codePointBefore(text, offset);
        int after = Character.codePointAt(text, offset);
        return !extendsCharacter(after)
                && before != JOINER
                && !isHangulSequence(before, after)
                && !(isFlagLetter(after) && flagLettersBefore(text, offset) % 2 == 1);
    }

    /** Whether the code point is drawn with the one before it. */
    private static boolean extendsCharacter(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || codePoint == JOINER
                || codePoint == 0x200c
                || (codePoint >= 0xfe00 && codePoint <= 0xfe0f)
                || (codePoint >= 0x1f3fb && codePoint <= 0x1f3ff)
                || (codePoint >= 0xe0020 && codePoint <= 0xe007f);
    }

    private static boolean isFlagLetter(int codePoint) {
        return codePoint >= 0x1f1e6 && codePoint <= 0x1f1ff;
    }

    private static int flagLettersBefore(CharSequence text, int offset) {
        int count = 0;
        int at = offset;
        while (at >= 2 && count < LONGEST && isFlagLetter(Character.codePointBefore(text, at))) {
            count++;
            at -= 2;
        }
        return count;
    }

    /** UAX #29, GB6 to GB8: leading consonant, vowel, trailing consonant, and syllables made of them. */
    private static boolean isHangulSequence(int before, int after) {
        boolean vowel = isVowel(after);
        boolean trailing = isTrailing(after);
        if (isLeading(before)) {
            return isLeading(after) || vowel || isSyllable(after);
        }
        if (isVowel(before) || (isSyllable(before) && (before - 0xac00) % 28 == 0)) {
            return vowel || trailing;
        }
        return (isTrailing(before) || isSyllable(before)) && trailing;
    }

    private static boolean isLeading(int codePoint) {
        return (codePoint >= 0x1100 && codePoint <= 0x115f) || (codePoint >= 0xa960 && codePoint <= 0xa97c);
    }

    private static boolean isVowel(int codePoint) {
        return (codePoint >= 0x1160 && codePoint <= 0x11a7) || (codePoint >= 0xd7b0 && codePoint <= 0xd7c6);
    }

    private static boolean isTrailing(int codePoint) {
        return (codePoint >= 0x11a8 && codePoint <= 0x11ff) || (codePoint >= 0xd7cb && codePoint <= 0xd7fb);
    }

    private static boolean isSyllable(int codePoint) {
        return codePoint >= 0xac00 && codePoint <= 0xd7a3;
    }
}
