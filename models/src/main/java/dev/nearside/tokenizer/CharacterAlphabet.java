package dev.nearside.tokenizer;

/** A symbol for each character; for one that the vocabulary lacks its bytes, or else the unknown token. */
final class CharacterAlphabet implements Alphabet {
    private final Vocabulary vocabulary;
    private final ByteTokens bytes;
    private final int unknown;
    private final boolean fuseUnknown;

    /**
     * @param bytes the tokens of bytes, if the model falls back to them
     * @param unknown what stands for other characters; if negative, nothing does
     * @param fuseUnknown whether neighbours that are unknown are one token
     */
    CharacterAlphabet(Vocabulary vocabulary, ByteTokens bytes, int unknown, boolean fuseUnknown) {
        this.vocabulary = vocabulary;
        this.bytes = bytes;
        this.unknown = unknown;
        this.fuseUnknown = fuseUnknown;
    }

    @Override
    public Alphabet fork() {
        return this;
    }

    @Override
    public void spell(char[] chars, int start, int end, Symbols out) {
        boolean afterUnknown = false;
        int at = start;
        while (at < end) {
            int cp = Text.codePoint(chars, at, end);
            int stop = at + Text.units(cp);
            int id = vocabulary.find(chars, at, stop);
            if (id != Vocabulary.NONE) {
                out.add(id, at, stop);
                afterUnknown = false;
            } else if (bytes.cover(cp)) {
                int length = Utf8.length(cp);
                for (int i = 0; i < length; i++) {
                    out.add(bytes.idOf(Utf8.byteAt(cp, length, i)), at, stop);
                }
                afterUnknown = false;
            } else if (unknown >= 0) {
                if (afterUnknown && fuseUnknown) {
                    out.ends[out.count - 1] = stop;
                } else {
                    out.add(unknown, at, stop);
                }
                afterUnknown = true;
            }
            at = stop;
        }
    }

    @Override
    public int whole(char[] chars, int start, int end) {
        return end - start > vocabulary.longest() ? Vocabulary.NONE : vocabulary.find(chars, start, end);
    }
}
