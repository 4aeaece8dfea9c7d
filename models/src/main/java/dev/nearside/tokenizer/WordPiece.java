package dev.nearside.tokenizer;

/**
 * WordPiece: the longest token that the word starts with, then the longest that goes on, and so on (Schuster and
 * Nakajima 2012; as in BERT). A word that cannot be covered is one unknown token.
 */
final class WordPiece implements Model {
    private final Vocabulary vocabulary;
    private final String prefix;
    private final int prefixHash;
    private final int unknown;
    private final int maxCharacters;
    private final int[] hashes;

    /** @param maxCharacters longer words are unknown as they are */
    WordPiece(Vocabulary vocabulary, String prefix, int unknown, int maxCharacters) {
        this.vocabulary = vocabulary;
        this.prefix = prefix;
        this.prefixHash = Vocabulary.hashOf(prefix);
        this.unknown = unknown;
        this.maxCharacters = maxCharacters;
        this.hashes = new int[vocabulary.longest() + 1];
    }

    @Override
    public Model fork() {
        return new WordPiece(vocabulary, prefix, unknown, maxCharacters);
    }

    @Override
    public void tokenize(char[] chars, int start, int end, Tokens out) {
        int before = out.count;
        if (end - start > maxCharacters && characters(chars, start, end) > maxCharacters) {
            out.add(unknown, start, end);
            return;
        }
        int at = start;
        while (at < end) {
            int stop = longestFrom(chars, at, end, at > start, out);
            if (stop < 0) {
                out.count = before;
                out.add(unknown, start, end);
                return;
            }
            at = stop;
        }
    }

    /** Adds the longest token from here and returns its end, or −1 if there is none. */
    private int longestFrom(char[] chars, int at, int end, boolean continues, Tokens out) {
        int limit = Math.min(end - at, vocabulary.longest());
        String before = continues ? prefix : "";
        int hash = continues ? prefixHash : 0;
        for (int i = 0; i < limit; i++) {
            hash = Vocabulary.extend(hash, chars[at + i]);
            hashes[i] = hash;
        }
        for (int length = limit; length > 0; length--) {
            int id = vocabulary.find(hashes[length - 1], before, chars, at, at + length);
            if (id != Vocabulary.NONE) {
                out.add(id, at, at + length);
                return at + length;
            }
        }
        return -1;
    }

    private static int characters(char[] chars, int start, int end) {
        int count = 0;
        for (int i = start; i < end; i++) {
            count += (chars[i] & 0xFC00) == 0xDC00 ? 0 : 1;
        }
        return count;
    }
}
