package dev.nearside.tokenizer;

/**
 * One character with a property.
 *
 * @param flags one of these properties, as {@link Unicode} names them
 */
record CharacterPattern(int flags) implements TextPattern {

    @Override
    public int find(char[] chars, int from, int limit) {
        int at = from;
        while (at < limit) {
            int cp = Text.codePoint(chars, at, limit);
            if (Unicode.is(cp, flags)) {
                return at;
            }
            at += Text.units(cp);
        }
        return -1;
    }

    @Override
    public int end(char[] chars, int start, int limit) {
        return start + Text.units(Text.codePoint(chars, start, limit));
    }
}
