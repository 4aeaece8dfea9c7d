package dev.nearside.tokenizer;

/** A symbol for each byte of a word's UTF-8. */
final class ByteAlphabet implements Alphabet {
    private final Vocabulary vocabulary;
    private final int unknown;

    /** The id of each byte; −1 where the vocabulary has none. */
    private final int[] ids = new int[256];

    private char[] spelled = new char[64];

    /** @param unknown what stands for a byte that the vocabulary lacks; if negative, nothing does */
    ByteAlphabet(Vocabulary vocabulary, int unknown) {
        this.vocabulary = vocabulary;
        this.unknown = unknown;
        for (int b = 0; b < ids.length; b++) {
            int id = vocabulary.findSingle(ByteLevel.characterOf(b));
            ids[b] = id == Vocabulary.NONE ? unknown : id;
        }
    }

    @Override
    public Alphabet fork() {
        return new ByteAlphabet(vocabulary, unknown);
    }

    @Override
    public void spell(char[] chars, int start, int end, Symbols out) {
        int at = start;
        while (at < end) {
            int cp = Text.codePoint(chars, at, end);
            int units = Text.units(cp);
            int length = Utf8.length(cp);
            for (int i = 0; i < length; i++) {
                int id = ids[Utf8.byteAt(cp, length, i)];
                if (id >= 0) {
                    out.add(id, at, at + units);
                }
            }
            at += units;
        }
    }

    @Override
    public int whole(char[] chars, int start, int end) {
        if (end - start > vocabulary.longest()) {
            return Vocabulary.NONE;
        }
        if (spelled.length < 3 * (end - start)) {
            spelled = new char[3 * (end - start)];
        }
        int size = 0;
        int at = start;
        while (at < end) {
            int cp = Text.codePoint(chars, at, end);
            int length = Utf8.length(cp);
            for (int i = 0; i < length; i++) {
                spelled[size++] = ByteLevel.characterOf(Utf8.byteAt(cp, length, i));
            }
            at += Text.units(cp);
        }
        return vocabulary.find(spelled, 0, size);
    }
}
