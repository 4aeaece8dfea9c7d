package dev.nearside.vision;

/** From logits to probabilities. */
public final class Softmax {
    private Softmax() {}

    /**
     * Turns {@code count} logits from {@code offset} on into probabilities, in place. The largest is subtracted first,
     * so that nothing overflows.
     *
     * @throws IndexOutOfBoundsException if the range is not within the array
     */
    public static void inPlace(float[] values, int offset, int count) {
        float largest = Float.NEGATIVE_INFINITY;
        for (int i = offset; i < offset + count; i++) {
            largest = Math.max(largest, values[i]);
        }
        double sum = 0;
        for (int i = offset; i < offset + count; i++) {
            double power = Math.exp(values[i] - largest);
            values[i] = (float) power;
            sum += power;
        }
        float factor = (float) (1 / sum);
        for (int i = offset; i < offset + count; i++) {
            values[i] *= factor;
        }
    }
}
