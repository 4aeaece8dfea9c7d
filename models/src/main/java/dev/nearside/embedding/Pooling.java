package dev.nearside.embedding;

/** The kernels that make one vector of many, on plain arrays as TeaVM wants them. */
final class Pooling {
    /** As in sentence-transformers: keeps a vector of zeros from becoming not-a-number. */
    private static final float SMALLEST_LENGTH = 1e-12f;

    private Pooling() {}

    /**
     * The mean of consecutive rows. With the tokens of a text before its padding this is the attention-mask mean.
     *
     * @param rows row after row, each as long as {@code mean}
     * @param from where the first row starts
     * @param count how many rows, 1 or more
     * @param mean receives the mean
     */
    static void mean(float[] rows, int from, int count, float[] mean) {
        int size = mean.length;
        for (int i = 0; i < size; i++) {
            mean[i] = rows[from + i];
        }
        for (int row = 1; row < count; row++) {
            int at = from + row * size;
            for (int i = 0; i < size; i++) {
                mean[i] += rows[at + i];
            }
        }
        float share = 1f / count;
        for (int i = 0; i < size; i++) {
            mean[i] *= share;
        }
    }

    /** Scales the vector to length 1; one of zeros stays as it is. */
    static void normalise(float[] vector) {
        double squares = 0;
        for (float value : vector) {
            squares += (double) value * value;
        }
        float scale = (float) (1 / Math.max(Math.sqrt(squares), SMALLEST_LENGTH));
        for (int i = 0; i < vector.length; i++) {
            vector[i] *= scale;
        }
    }

    /** Adds the vector times the weight to what stands in {@code sums} from there on. */
    static void addWeighted(float[] vector, float weight, float[] sums, int at) {
        for (int i = 0; i < vector.length; i++) {
            sums[at + i] += weight * vector[i];
        }
    }
}
