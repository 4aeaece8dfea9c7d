package dev.nearside.server.gguf.weights;

import dev.nearside.tensor.Float16;

/** Numbers to half precision. */
final class HalfPrecision {
    private static final short INFINITY = 0x7c00;

    private HalfPrecision() {}

    /**
     * The bits of the smallest half-precision number that is not below this one: a scale rounded down would leave the
     * largest weight beyond the largest code.
     *
     * @param value 0 or more
     */
    static short up(float value) {
        // The bits of positive numbers have the order of the numbers.
        int low = 0;
        int high = INFINITY;
        while (low < high) {
            int middle = (low + high) / 2;
            if (Float16.toFloat((short) middle) >= value) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return (short) low;
    }
}
