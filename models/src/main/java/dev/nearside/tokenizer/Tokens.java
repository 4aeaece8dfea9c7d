package dev.nearside.tokenizer;

import java.util.Arrays;

/** Tokens as they are found: an id and a span each. */
final class Tokens {
    private static final int KEPT = 1 << 20;

    int[] ids = new int[64];
    /** Start and end by turns. */
    int[] spans = new int[128];

    int count;

    void add(int id, int start, int end) {
        if (count == ids.length) {
            ids = Arrays.copyOf(ids, 2 * count);
            spans = Arrays.copyOf(spans, 4 * count);
        }
        ids[count] = id;
        spans[2 * count] = start;
        spans[2 * count++ + 1] = end;
    }

    /** Turns the spans from this token on, which are units of a normalised text, into spans of the original one. */
    void align(int from, Text text) {
        for (int i = 2 * from; i < 2 * count; i += 2) {
            spans[i] = text.start(spans[i]);
            spans[i + 1] = text.end(spans[i + 1]);
        }
    }

    void clear() {
        count = 0;
        if (ids.length > KEPT) {
            ids = new int[64];
            spans = new int[128];
        }
    }
}
