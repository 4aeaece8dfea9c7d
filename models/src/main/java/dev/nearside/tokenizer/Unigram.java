package dev.nearside.tokenizer;

/**
 * The unigram language model (Kudo 2018): of all ways to cut a word into tokens the one whose scores add up to most,
 * found by Viterbi's algorithm. What no token covers is one unknown token, or its bytes.
 */
final class Unigram implements Model {
    /** How much worse than the worst token an unknown character is. */
    private static final double UNKNOWN_PENALTY = 10;

    private static final int KEPT = 1 << 18;

    /**
     * What all threads share.
     *
     * @param trie the tokens, each with its id
     */
    record Tables(Vocabulary vocabulary, Scores scores, CharTrie trie, ByteTokens bytes, int unknown) {

        static Tables of(Vocabulary vocabulary, Scores scores, ByteTokens bytes, int unknown) {
            CharTrie trie = new CharTrie();
            for (int id = 0; id < vocabulary.size(); id++) {
                if (vocabulary.has(id) && vocabulary.length(id) > 0) {
                    trie.put(vocabulary.token(id), id);
                }
            }
            return new Tables(vocabulary, scores, trie, bytes, unknown);
        }
    }

    /** A score for each id. */
    static final class Scores {
        private final double[] values;
        private double lowest = Double.POSITIVE_INFINITY;

        private Scores(double[] values) {
            this.values = values;
        }

        static Scores read(CompactReader in, int count) {
            Scores scores = new Scores(new double[count]);
            for (int id = 0; id < count; id++) {
                scores.values[id] = in.float64();
                scores.lowest = Math.min(scores.lowest, scores.values[id]);
            }
            return scores;
        }
    }

    private final Tables tables;
    private final WordCache cache = new WordCache();

    /** Of the best way to each place: its score, where its last token starts (−1 if none yet), and that token's id. */
    private double[] best = new double[64];

    private int[] from = new int[64];
    private int[] ids = new int[64];
    private int[] starts = new int[64];

    Unigram(Tables tables) {
        this.tables = tables;
    }

    @Override
    public Model fork() {
        return new Unigram(tables);
    }

    @Override
    public void tokenize(char[] chars, int start, int end, Tokens out) {
        if (!WordCache.takes(end - start)) {
            cut(chars, start, end, out);
            return;
        }
        int hash = WordCache.hash(chars, start, end);
        if (!cache.copy(hash, chars, start, end, out)) {
            int before = out.count;
            cut(chars, start, end, out);
            cache.put(hash, chars, start, end, out, before);
        }
    }

    private void cut(char[] chars, int start, int end, Tokens out) {
        reserve(end - start + 1);
        search(chars, start, end);
        int place = reverse(end - start);
        while (place < starts.length) {
            int at = starts[place];
            int stop = stop(place, end - start);
            int id = ids[stop];
            place++;
            if (id != tables.unknown) {
                out.add(id, start + at, start + stop);
                continue;
            }
            while (place < starts.length && ids[stop(place, end - start)] == tables.unknown) {
                stop = stop(place++, end - start);
            }
            unknown(chars, start + at, start + stop, out);
        }
    }

    private int stop(int place, int length) {
        return place + 1 < starts.length ? starts[place + 1] : length;
    }

    private void search(char[] chars, int start, int end) {
        int length = end - start;
        for (int i = 0; i <= length; i++) {
            from[i] = -1;
        }
        best[0] = 0;
        double unknownScore = tables.scores.lowest - UNKNOWN_PENALTY;
        CharTrie trie = tables.trie;
        int at = 0;
        while (at < length) {
            int next = at + Text.units(Text.codePoint(chars, start + at, end));
            boolean single = false;
            int node = 1;
            for (int stop = at; stop < length; ) {
                node = trie.child(node, chars[start + stop++]);
                if (node == 0) {
                    break;
                }
                int id = trie.value(node);
                if (id >= 0) {
                    offer(at, stop, id, tables.scores.values[id]);
                    single |= stop == next;
                }
            }
            if (!single) {
                offer(at, next, tables.unknown, unknownScore);
            }
            at = next;
        }
    }

    private void offer(int at, int stop, int id, double score) {
        double sum = score + best[at];
        if (from[stop] < 0 || sum > best[stop]) {
            best[stop] = sum;
            from[stop] = at;
            ids[stop] = id;
        }
    }

    /** Follows the best way back: the tokens' starts in order, behind one another at the end of {@code starts}. */
    private int reverse(int length) {
        int first = starts.length;
        for (int at = length; at > 0; at = from[at]) {
            starts[--first] = from[at];
        }
        return first;
    }

    /** A run of unknown characters: the token that it happens to be, or its bytes, or one unknown token. */
    private void unknown(char[] chars, int start, int end, Tokens out) {
        int id = tables.vocabulary.find(chars, start, end);
        if (id != Vocabulary.NONE) {
            out.add(id, start, end);
            return;
        }
        for (int at = start; at < end; ) {
            int cp = Text.codePoint(chars, at, end);
            if (!tables.bytes.cover(cp)) {
                out.add(tables.unknown, start, end);
                return;
            }
            at += Text.units(cp);
        }
        for (int at = start; at < end; ) {
            int cp = Text.codePoint(chars, at, end);
            int length = Utf8.length(cp);
            for (int i = 0; i < length; i++) {
                out.add(tables.bytes.idOf(Utf8.byteAt(cp, length, i)), start, end);
            }
            at += Text.units(cp);
        }
    }

    private void reserve(int places) {
        if (best.length < places || best.length > KEPT) {
            int size = Math.max(64, places + places / 4);
            best = new double[size];
            from = new int[size];
            ids = new int[size];
            starts = new int[size];
        }
    }
}
