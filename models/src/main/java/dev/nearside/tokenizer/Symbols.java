package dev.nearside.tokenizer;

import java.util.Arrays;

/** A word as symbols that merge: ids, and the units of the text that each stands for. */
final class Symbols {
    /** Up to here, looking at all pairs again and again is faster than keeping them in order. */
    private static final int SHORT = 48;

    private static final int KEPT = 1 << 18;

    int[] ids = new int[64];
    int[] starts = new int[64];
    int[] ends = new int[64];
    int count;

    private int[] ranks = new int[64];

    void add(int id, int start, int end) {
        if (count == ids.length) {
            ids = Arrays.copyOf(ids, 2 * count);
            starts = Arrays.copyOf(starts, 2 * count);
            ends = Arrays.copyOf(ends, 2 * count);
        }
        ids[count] = id;
        starts[count] = start;
        ends[count++] = end;
    }

    void clear() {
        count = 0;
        if (ids.length > KEPT) {
            ids = new int[64];
            starts = new int[64];
            ends = new int[64];
            ranks = new int[64];
        }
    }

    /** Merges the pair of the lowest rank, the leftmost of those, until none merges. */
    void merge(Merges merges) {
        if (count <= SHORT) {
            mergeShort(merges);
        } else {
            new LongMerge(this, merges).run();
        }
    }

    private void mergeShort(Merges merges) {
        for (int i = 0; i + 1 < count; i++) {
            ranks[i] = merges.rank(ids[i], ids[i + 1]);
        }
        while (count > 1) {
            int best = 0;
            for (int i = 1; i + 1 < count; i++) {
                best = ranks[i] < ranks[best] ? i : best;
            }
            if (ranks[best] == Merges.NONE) {
                return;
            }
            ids[best] = merges.result(ids[best], ids[best + 1]);
            ends[best] = ends[best + 1];
            remove(best + 1);
            if (best > 0) {
                ranks[best - 1] = merges.rank(ids[best - 1], ids[best]);
            }
            if (best + 1 < count) {
                ranks[best] = merges.rank(ids[best], ids[best + 1]);
            }
        }
    }

    private void remove(int index) {
        count--;
        for (int i = index; i < count; i++) {
            ids[i] = ids[i + 1];
            starts[i] = starts[i + 1];
            ends[i] = ends[i + 1];
            ranks[i] = ranks[i + 1];
        }
    }
}
