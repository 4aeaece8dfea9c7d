package dev.nearside.server.upstream;

import java.util.Arrays;

/** The median of the last values. Thread-safe. */
final class Median {
    private static final int LAST = 31;

    private final double[] values = new double[LAST];
    private int count;

    synchronized void add(double value) {
        values[count % LAST] = value;
        // Held down so that it never overflows, and still says where the next value goes.
        count = count + 1 == 2 * LAST ? LAST : count + 1;
    }

    /** The lower of the two in the middle if there are two; 0 if there is no value. */
    synchronized double get() {
        int known = Math.min(count, LAST);
        double[] sorted = Arrays.copyOf(values, known);
        Arrays.sort(sorted);
        return known == 0 ? 0 : sorted[(known - 1) / 2];
    }
}
