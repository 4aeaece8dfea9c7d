package dev.nearside.tokenizer;

/** {@code \w+|[^\w\s]+}: runs of word characters, and runs of anything else but white space. */
record WhitespacePattern() implements TextPattern {

    @Override
    public int find(char[] chars, int from, int limit) {
        int at = from;
        while (at < limit && Unicode.is(chars[at], Unicode.SPACE)) {
            at++;
        }
        return at < limit ? at : -1;
    }

    @Override
    public int end(char[] chars, int start, int limit) {
        int kind = kind(Text.codePoint(chars, start, limit));
        int at = start;
        while (at < limit) {
            int cp = Text.codePoint(chars, at, limit);
            if (kind(cp) != kind) {
                break;
            }
            at += Text.units(cp);
        }
        return at;
    }

    private static int kind(int cp) {
        int properties = Unicode.of(cp);
        return (properties & Unicode.WORD) != 0 ? Unicode.WORD : properties & Unicode.SPACE;
    }
}
