package dev.nearside.vision;

import java.util.Arrays;

/** Counts values of 0 to 1 in 1,024 steps; larger ones go into the last. For medians and the like without sorting. */
final class Histogram {
    private static final int BINS = 1024;
    private final int[] counts = new int[BINS];

    void add(float value) {
        counts[Math.min(BINS - 1, (int) (value * BINS))]++;
    }

    void clear() {
        Arrays.fill(counts, 0);
    }

    /** The value at or below which {@code count} of the values lie, rounded down to a step. */
    float quantile(int count) {
        int seen = 0;
        for (int bin = 0; bin < BINS; bin++) {
            seen += counts[bin];
            if (seen >= count) {
                return (float) bin / BINS;
            }
        }
        return 1;
    }
}
