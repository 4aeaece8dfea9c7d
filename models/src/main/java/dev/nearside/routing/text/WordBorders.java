package dev.nearside.routing.text;

/** Where a word may begin and end. */
final class WordBorders {
    private WordBorders() {}

    /** Whether something that begins with the code point at {@code at} may begin there. */
    static boolean beginsAt(String text, int at) {
        return at == 0 || !joins(text.codePointBefore(at), text.codePointAt(at));
    }

    /** Whether something that ends before {@code at} may end there. */
    static boolean endsAt(String text, int at) {
        return at == text.length() || !joins(text.codePointBefore(at), text.codePointAt(at));
    }

    private static boolean joins(int before, int after) {
        return isWord(before) && isWord(after) && !isUnspaced(before) && !isUnspaced(after);
    }

    private static boolean isWord(int codePoint) {
        int type = Character.getType(codePoint);
        return Character.isLetterOrDigit(codePoint)
                || codePoint == '_'
                || type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK;
    }

    /** Thai to Khmer, kana, Han, Hangul: scripts that set no spaces, or hang endings on their words. */
    private static boolean isUnspaced(int codePoint) {
        return in(codePoint, 0x0e00, 0x0eff)
                || in(codePoint, 0x1000, 0x109f)
                || in(codePoint, 0x1780, 0x17ff)
                || in(codePoint, 0x3040, 0x30ff)
                || in(codePoint, 0x3400, 0x9fff)
                || in(codePoint, 0xac00, 0xd7a3)
                || in(codePoint, 0xf900, 0xfaff)
                || in(codePoint, 0x20000, 0x3ffff);
    }

    private static boolean in(int codePoint, int first, int last) {
        return codePoint >= first && codePoint <= last;
    }
}
