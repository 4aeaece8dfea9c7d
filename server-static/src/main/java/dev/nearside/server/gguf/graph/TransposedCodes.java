package dev.nearside.server.gguf.graph;

import dev.nearside.server.gguf.weights.WeightMatrix;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * Matrices one below the other, turned on their side: an input a row, an output a column, each column with the scale of its
 * largest weight. A few inputs of all outputs are in memory at a time.
 */
final class TransposedCodes {
    private static final int LARGEST_CODE = 127;
    /** Inputs in memory at a time; the largest block of ggml's formats. */
    private static final int SLAB = 256;

    /** Below this a weight is 0, as the inverse of such a scale would be infinite. */
    private static final float NOTHING = 1e-30f;

    private final List<WeightMatrix> matrices;
    private final Smoothing smoothing;
    private final float[] scales;

    TransposedCodes(List<WeightMatrix> matrices, Smoothing smoothing) {
        this.matrices = List.copyOf(matrices);
        this.smoothing = smoothing;
        this.scales = new float[outputs()];
        float[] row = new float[inputs()];
        int output = 0;
        for (WeightMatrix matrix : matrices) {
            for (int i = 0; i < matrix.rows(); i++) {
                smoothing.read(matrix, i, 0, row);
                float largest = 0;
                for (float weight : row) {
                    largest = Math.max(largest, Math.abs(weight));
                }
                scales[output] = largest < NOTHING ? 0 : largest / LARGEST_CODE;
                output++;
            }
        }
    }

    int inputs() {
        return matrices.get(0).columns();
    }

    int outputs() {
        return matrices.stream().mapToInt(WeightMatrix::rows).sum();
    }

    /** The scale of each output, 0 for one without weights. */
    float[] scales() {
        return scales.clone();
    }

    /** Writes the codes, a signed byte each, row by row. */
    void writeTo(OutputStream out) throws IOException {
        int outputs = outputs();
        for (int from = 0; from < inputs(); from += SLAB) {
            int count = Math.min(SLAB, inputs() - from);
            byte[] slab = new byte[count * outputs];
            fill(slab, from, count);
            for (int input = 0; input < count; input++) {
                out.write(slab, input * outputs, outputs);
            }
        }
    }

    private void fill(byte[] slab, int from, int count) {
        float[] weights = new float[count];
        int output = 0;
        for (WeightMatrix matrix : matrices) {
            for (int i = 0; i < matrix.rows(); i++) {
                smoothing.read(matrix, i, from, weights);
                float inverse = scales[output] == 0 ? 0 : 1 / scales[output];
                for (int input = 0; input < count; input++) {
                    slab[input * scales.length + output] = (byte) Math.round(weights[input] * inverse);
                }
                output++;
            }
        }
    }
}
