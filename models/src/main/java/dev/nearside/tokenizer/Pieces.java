package dev.nearside.tokenizer;

import java.util.Arrays;

/**
 * Where a text is cut, as pre-tokenizers cut it further and further. Empty pieces are left out. A piece may be a token
 * already, one that was added: nothing cuts it.
 */
final class Pieces {
    static final int NO_TOKEN = -1;
    private static final int WIDTH = 3;

    /** Start, end and token by turns. */
    private int[] bounds = new int[192];

    private int count;
    private int[] next = new int[192];
    private int nextCount;

    /** Cuts a piece of text: adds the parts that it finds. */
    @FunctionalInterface
    interface Cut {
        void cut(char[] chars, int from, int to, Pieces out);
    }

    int count() {
        return count;
    }

    int start(int piece) {
        return bounds[WIDTH * piece];
    }

    int end(int piece) {
        return bounds[WIDTH * piece + 1];
    }

    /** The id of the added token that the piece is, or {@link #NO_TOKEN}. */
    int token(int piece) {
        return bounds[WIDTH * piece + 2];
    }

    void add(int start, int end) {
        add(start, end, NO_TOKEN);
    }

    void add(int start, int end, int token) {
        if (start < end) {
            int at = WIDTH * nextCount++;
            if (at == next.length) {
                next = Arrays.copyOf(next, 2 * at);
            }
            next[at] = start;
            next[at + 1] = end;
            next[at + 2] = token;
        }
    }

    /** Puts the end of the piece that was added last elsewhere. */
    void extendLast(int end) {
        next[WIDTH * nextCount - 2] = end;
    }

    /** How many pieces were added so far. */
    int added() {
        return nextCount;
    }

    /** What was added takes the place of what there was. */
    void replace() {
        int[] old = bounds;
        bounds = next;
        count = nextCount;
        next = old;
        nextCount = 0;
    }

    /** Cuts every piece that is no token. */
    void cutEach(Text text, Cut cut) {
        for (int i = 0; i < count; i++) {
            if (token(i) == NO_TOKEN) {
                cut.cut(text.chars, start(i), end(i), this);
            } else {
                add(start(i), end(i), token(i));
            }
        }
        replace();
    }
}
