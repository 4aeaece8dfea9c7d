package dev.nearside.retrieval;

import java.util.Arrays;

/**
 * The vectors of all chunks in one array, searched exactly: every row is compared with the query. Rows are bytes with a
 * scale each; the query is taken to integers so large that the sum of products just fits an int, so its own rounding
 * does not count.
 */
final class VectorRows {
    static final int MAX_DIMENSIONS = 4096;

    private final int dimensions;
    private final int[] query;
    private byte[] values;
    private float[] scales;
    private int size;

    VectorRows(int dimensions) {
        this.dimensions = dimensions;
        this.query = new int[dimensions];
        this.values = new byte[0];
        this.scales = new float[0];
    }

    int size() {
        return size;
    }

    /** Appends the rows; for a document without vectors, {@code chunks} rows of zeros that keep its places. */
    void add(ChunkVectors vectors, int chunks) {
        long bytes = (long) (size + chunks) * dimensions;
        if (bytes > Integer.MAX_VALUE - 16) {
            throw new IllegalStateException("no more than " + Integer.MAX_VALUE / dimensions + " chunks fit one index");
        }
        if (bytes > values.length) {
            int capacity = (int) Math.max(size + chunks, Math.min(size * 3L / 2, Integer.MAX_VALUE / dimensions - 1));
            values = Arrays.copyOf(values, capacity * dimensions);
            scales = Arrays.copyOf(scales, capacity);
        }
        vectors.copyTo(values, size * dimensions);
        for (int i = 0; i < chunks; i++) {
            scales[size + i] = i < vectors.count() ? vectors.scale(i) : 0;
        }
        size += chunks;
    }

    /** Moves rows down; called by start, so that nothing is overwritten that is yet to be moved. */
    void move(int from, int to, int count) {
        System.arraycopy(values, from * dimensions, values, to * dimensions, count * dimensions);
        System.arraycopy(scales, from, scales, to, count);
    }

    /** Forgets all rows from here on; memory that is no longer needed is given back. */
    void truncate(int newSize) {
        size = newSize;
        values = Arrays.copyOf(values, newSize * dimensions);
        scales = Arrays.copyOf(scales, newSize);
    }

    /** The vectors of some rows, as they were added. */
    ChunkVectors copy(int from, int count) {
        return ChunkVectors.ofQuantised(
                dimensions,
                Arrays.copyOfRange(values, from * dimensions, (from + count) * dimensions),
                Arrays.copyOfRange(scales, from, from + count));
    }

    /** Sets the vector that {@link #scan} compares with; returns what its integers are to be multiplied by. */
    float setQuery(float[] vector) {
        float largest = 0;
        for (float value : vector) {
            if (!(Math.abs(value) < Float.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("a query vector with the component " + value);
            }
            largest = Math.max(largest, Math.abs(value));
        }
        // Each product is at most steps × 127, and there are as many as dimensions.
        int steps = Math.min(32767, Integer.MAX_VALUE / (127 * dimensions));
        float scale = largest / steps;
        for (int i = 0; i < dimensions; i++) {
            query[i] = scale == 0 ? 0 : Math.round(vector[i] / scale);
        }
        return scale;
    }

    /** Offers the rows from {@code from} to before {@code to} with their dot products. */
    void scan(int from, int to, float queryScale, TopK top) {
        scan(values, query, from * dimensions, to - from, products(to - from), dimensions);
        for (int i = 0; i < to - from; i++) {
            top.offer(from + i, products[i] * scales[from + i] * queryScale);
        }
    }

    private int[] products = new int[0];

    private int[] products(int count) {
        if (products.length < count) {
            products = new int[count];
        }
        return products;
    }

    private static void scan(byte[] values, int[] query, int start, int rows, int[] products, int dimensions) {
        int at = start;
        int unrolled = dimensions & ~7;
        for (int row = 0; row < rows; row++) {
            int a = 0;
            int b = 0;
            int c = 0;
            int d = 0;
            int i = 0;
            for (; i < unrolled; i += 8) {
                a += values[at + i] * query[i] + values[at + i + 4] * query[i + 4];
                b += values[at + i + 1] * query[i + 1] + values[at + i + 5] * query[i + 5];
                c += values[at + i + 2] * query[i + 2] + values[at + i + 6] * query[i + 6];
                d += values[at + i + 3] * query[i + 3] + values[at + i + 7] * query[i + 7];
            }
            for (; i < dimensions; i++) {
                a += values[at + i] * query[i];
            }
            products[row] = a + b + c + d;
            at += dimensions;
        }
    }
}
