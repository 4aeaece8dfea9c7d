package dev.nearside.generation;

import dev.nearside.error.InferenceFailed;
import java.util.Arrays;

/** Loops over the logits of a vocabulary: static and free of allocation, as they run for each token. */
final class Logits {
    private static final int ROOM = 256;

    private Logits() {}

    /**
     * The index of the largest; of equals the first.
     *
     * @throws InferenceFailed if none is a number above −∞
     */
    static int argmax(float[] values) {
        int best = -1;
        float largest = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < values.length; i++) {
            if (values[i] > largest) {
                largest = values[i];
                best = i;
            }
        }
        if (best < 0) {
            throw new InferenceFailed("the model gave no logit that is a number, or all tokens are forbidden");
        }
        return best;
    }

    /** The sum of {@code exp((value − max) / temperature)} over all values. */
    static double sumOfExp(float[] values, float max, double temperature) {
        double scale = 1 / temperature;
        double sum = 0;
        for (float value : values) {
            // Not taken where it would add less than a double can hold beside 1.
            double exponent = (value - max) * scale;
            if (exponent > -40) {
                sum += Math.exp(exponent);
            }
        }
        return sum;
    }

    /** The natural logarithm of the sum of {@code exp(value)}. */
    static double logSumOfExp(float[] values) {
        float max = values[argmax(values)];
        return max + Math.log(sumOfExp(values, max, 1));
    }

    /**
     * Writes the largest values at or above a bound into {@code keys}, by {@link #key}, smallest first.
     *
     * @param keys room for more than {@code most}, or for all values
     * @return how many there are, {@code most} at most
     */
    static int largest(float[] values, float bound, int most, long[] keys) {
        float least = bound;
        int count = 0;
        // Sorting a few more than wanted now and then leaves little to look at, as the bound rises each time.
        int room = (int) Math.min(keys.length, Math.max(ROOM, 2L * most));
        for (int i = 0; i < values.length; i++) {
            if (values[i] >= least && values[i] > Float.NEGATIVE_INFINITY) {
                if (count == room) {
                    count = keepLargest(keys, count, most);
                    least = Math.max(least, values[id(keys[0])]);
                }
                keys[count++] = key(values[i], i);
            }
        }
        return keepLargest(keys, count, most);
    }

    /** Sorts, and moves the largest to the front. */
    private static int keepLargest(long[] keys, int count, int most) {
        Arrays.sort(keys, 0, count);
        if (count <= most) {
            return count;
        }
        System.arraycopy(keys, count - most, keys, 0, most);
        return most;
    }

    /** A number that is larger for larger values, and among equals for smaller ids. */
    private static long key(float value, int id) {
        int bits = Float.floatToIntBits(value);
        int ordered = bits ^ ((bits >> 31) & Integer.MAX_VALUE);
        return ((long) ordered << 32) | (~id & 0xFFFFFFFFL);
    }

    /** The id in a key. */
    static int id(long key) {
        return ~(int) key;
    }
}
