package dev.nearside.embedding;

import java.util.Arrays;
import java.util.Objects;

/** The vectors of some inputs, in their order, and how many tokens each had. Immutable. */
public final class Embeddings {
    private final int dimensions;
    private final float[] vectors;
    private final int[] tokens;

    /** Takes the arrays over: the vectors one after the other, and the tokens embedded of each input. */
    Embeddings(int dimensions, float[] vectors, int[] tokens) {
        this.dimensions = dimensions;
        this.vectors = vectors;
        this.tokens = tokens;
    }

    /**
     * Vectors made elsewhere, for example by an upstream.
     *
     * @param vectors one after the other, copied
     * @param tokens how many tokens each input had, copied
     * @throws IllegalArgumentException if there is not one vector for each count
     */
    public static Embeddings of(int dimensions, float[] vectors, int[] tokens) {
        if (vectors.length != (long) dimensions * tokens.length) {
            throw new IllegalArgumentException(
                    vectors.length + " numbers are not " + tokens.length + " vectors of " + dimensions);
        }
        return new Embeddings(dimensions, Arrays.copyOf(vectors, vectors.length), Arrays.copyOf(tokens, tokens.length));
    }

    /** How many vectors there are. */
    public int size() {
        return tokens.length;
    }

    /** Numbers in a vector. */
    public int dimensions() {
        return dimensions;
    }

    /** The vector of the input at that place, in an array of the caller's own. */
    public float[] copyVector(int index) {
        int at = Objects.checkIndex(index, tokens.length) * dimensions;
        return Arrays.copyOfRange(vectors, at, at + dimensions);
    }

    /** All vectors, one after the other: the array itself, not to be written to. */
    public float[] viewVectors() {
        return vectors;
    }

    /** Tokens that were embedded of the input at that place, special ones included. */
    public int tokens(int index) {
        return tokens[index];
    }

    /** Tokens that were embedded in all. */
    public long totalTokens() {
        long total = 0;
        for (int count : tokens) {
            total += count;
        }
        return total;
    }
}
