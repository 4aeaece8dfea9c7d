package dev.nearside.tokenizer;

/**
 * Byte-pair encoding (Sennrich, Haddow and Birch 2016): a word is spelled in symbols, and then the pair that was learnt
 * first is merged, again and again.
 */
final class BytePairEncoding implements Model {
    private final Alphabet alphabet;
    private final Merges merges;
    private final boolean ignoreMerges;
    private final char boundary;

    private final Symbols symbols = new Symbols();
    private final WordCache cache = new WordCache();

    /**
     * @param ignoreMerges whether a word that is a token is that token, whatever the merges say
     * @param boundary what no merge has in its middle after another character, so that each word from one to the next
     *     stands alone; 0 if there is no such character
     */
    BytePairEncoding(Alphabet alphabet, Merges merges, boolean ignoreMerges, char boundary) {
        this.alphabet = alphabet;
        this.merges = merges;
        this.ignoreMerges = ignoreMerges;
        this.boundary = boundary;
    }

    @Override
    public Model fork() {
        return new BytePairEncoding(alphabet.fork(), merges, ignoreMerges, boundary);
    }

    @Override
    public void tokenize(char[] chars, int start, int end, Tokens out) {
        if (boundary == 0) {
            word(chars, start, end, out);
            return;
        }
        int from = start;
        for (int at = start + 1; at < end; at++) {
            if (chars[at] == boundary && chars[at - 1] != boundary) {
                word(chars, from, at, out);
                from = at;
            }
        }
        word(chars, from, end, out);
    }

    private void word(char[] chars, int start, int end, Tokens out) {
        if (!WordCache.takes(end - start)) {
            merge(chars, start, end, out);
            return;
        }
        int hash = WordCache.hash(chars, start, end);
        if (!cache.copy(hash, chars, start, end, out)) {
            int before = out.count;
            merge(chars, start, end, out);
            cache.put(hash, chars, start, end, out, before);
        }
    }

    private void merge(char[] chars, int start, int end, Tokens out) {
        if (ignoreMerges) {
            int id = alphabet.whole(chars, start, end);
            if (id != Vocabulary.NONE) {
                out.add(id, start, end);
                return;
            }
        }
        symbols.clear();
        alphabet.spell(chars, start, end, symbols);
        symbols.merge(merges);
        for (int i = 0; i < symbols.count; i++) {
            out.add(symbols.ids[i], symbols.starts[i], symbols.ends[i]);
        }
    }
}
