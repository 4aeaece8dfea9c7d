package dev.nearside.retrieval;

import java.util.Arrays;
import java.util.List;

/**
 * The embeddings of a document's chunks, each as signed bytes with a scale of its own (symmetric quantisation: value =
 * byte × scale, the largest component is ±127). The error of a dot product of two unit vectors of 384 components is
 * about 0.0005, a quarter of the memory. Immutable.
 */
public final class ChunkVectors {
    private final int dimensions;
    private final byte[] values;
    private final float[] scales;

    private ChunkVectors(int dimensions, byte[] values, float[] scales) {
        this.dimensions = dimensions;
        this.values = values;
        this.scales = scales;
    }

    /** No vectors at all: such a document is found by its words only. */
    public static ChunkVectors none(int dimensions) {
        return new ChunkVectors(checked(dimensions), new byte[0], new float[0]);
    }

    /**
     * Takes vectors in the order of the chunks. They are not kept.
     *
     * @throws IllegalArgumentException if one has another length, or a component that is no finite number
     */
    public static ChunkVectors of(int dimensions, List<float[]> rows) {
        byte[] values = new byte[Math.multiplyExact(rows.size(), checked(dimensions))];
        float[] scales = new float[rows.size()];
        for (int i = 0; i < rows.size(); i++) {
            float[] row = rows.get(i);
            if (row.length != dimensions) {
                throw new IllegalArgumentException(
                        "vector " + i + " has " + row.length + " components, not " + dimensions);
            }
            scales[i] = quantise(row, values, i * dimensions);
        }
        return new ChunkVectors(dimensions, values, scales);
    }

    /** From what {@link #copyValues()} and {@link #scale} gave. The arrays are copied. */
    public static ChunkVectors ofQuantised(int dimensions, byte[] values, float[] scales) {
        if (values.length != (long) scales.length * checked(dimensions)) {
            throw new IllegalArgumentException(
                    values.length + " bytes for " + scales.length + " vectors of " + dimensions + " components");
        }
        for (float scale : scales) {
            if (!(scale >= 0 && scale < Float.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("a vector of scale " + scale);
            }
        }
        return new ChunkVectors(dimensions, Arrays.copyOf(values, values.length), Arrays.copyOf(scales, scales.length));
    }

    public int dimensions() {
        return dimensions;
    }

    public int count() {
        return scales.length;
    }

    public float scale(int index) {
        return scales[index];
    }

    /** All components, one vector after the other. */
    public byte[] copyValues() {
        return Arrays.copyOf(values, values.length);
    }

    /** One vector as it was, but for the rounding. */
    public float[] copyVector(int index) {
        float[] vector = new float[dimensions];
        for (int i = 0; i < dimensions; i++) {
            vector[i] = values[index * dimensions + i] * scales[index];
        }
        return vector;
    }

    void copyTo(byte[] target, int at) {
        System.arraycopy(values, 0, target, at, values.length);
    }

    /** Equal if every byte and scale is. */
    @Override
    public boolean equals(Object other) {
        return other instanceof ChunkVectors vectors
                && dimensions == vectors.dimensions
                && Arrays.equals(values, vectors.values)
                && Arrays.equals(scales, vectors.scales);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(values) + Arrays.hashCode(scales);
    }

    @Override
    public String toString() {
        return count() + " vectors of " + dimensions;
    }

    private static float quantise(float[] row, byte[] values, int at) {
        float largest = 0;
        for (float value : row) {
            // Written so that NaN fails too.
            if (!(Math.abs(value) < Float.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("a vector with the component " + value);
            }
            largest = Math.max(largest, Math.abs(value));
        }
        float scale = largest / 127;
        if (scale == 0) {
            return 0;
        }
        for (int i = 0; i < row.length; i++) {
            values[at + i] = (byte) Math.max(-127, Math.min(127, Math.round(row[i] / scale)));
        }
        return scale;
    }

    private static int checked(int dimensions) {
        // The products of a query of 15 bits with this many bytes still fit an int: see VectorRows.
        if (dimensions < 1 || dimensions > VectorRows.MAX_DIMENSIONS) {
            throw new IllegalArgumentException(dimensions + " dimensions, not 1 to " + VectorRows.MAX_DIMENSIONS);
        }
        return dimensions;
    }
}
