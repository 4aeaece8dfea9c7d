package dev.nearside.server.gguf.graph;

import dev.nearside.server.gguf.weights.WeightMatrix;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes large channels of activations over into the weights (Xiao and others, <i>SmoothQuant</i>, 2023): what makes a
 * channel is divided by its factor, and what multiplies by it takes the factor in. The graph computes the same, only its
 * activations are more alike, so that few of a byte's steps are lost on outliers. Costs nothing when it runs.
 */
final class Smoothing {
    /** Nothing is changed. */
    static final Smoothing NONE = new Smoothing();

    /**
     * How much of a channel's size goes over. Half is usual where activations are one byte; with two, what the weights'
     * bytes lose counts more.
     */
    private static final double SHARE = 0.25;

    /** By matrix, what its columns are multiplied by. */
    private final Map<String, float[]> factors = new HashMap<>();
    /** By matrix or vector, what its rows or elements are divided by. */
    private final Map<String, float[]> divisors = new HashMap<>();

    private Smoothing() {}

    /** For a model whose activations have these sizes. */
    static Smoothing of(DecoderWeights weights, ActivationSizes sizes) {
        Smoothing smoothing = new Smoothing();
        Hyperparameters shape = weights.shape();
        for (int i = 0; i < shape.layers(); i++) {
            DecoderWeights.Layer layer = weights.layers().get(i);
            smoothing.between(layer.attentionNorm(), layer.attention(), shares(sizes.attentionInput(i)));
            smoothing.between(layer.feedForwardNorm(), layer.gateAndUp(), shares(sizes.feedForwardInput(i)));
            smoothing.between(layer.gateAndUp().get(1), List.of(layer.down()), shares(sizes.inner(i)));
            float[] values = shares(sharedByGroups(sizes.attended(i), shape));
            smoothing.divisors.put(layer.attention().get(2).name(), values);
            if (!layer.biases().isEmpty()) {
                smoothing.divisors.put(layer.biases().get(2).name(), values);
            }
            smoothing.factors.put(layer.attentionOutput().name(), repeatedByGroups(values, shape));
        }
        smoothing.between(weights.outputNorm(), List.of(weights.output()), shares(sizes.output()));
        return smoothing;
    }

    private void between(WeightMatrix before, List<WeightMatrix> after, float[] shares) {
        divisors.put(before.name(), shares);
        after.forEach(matrix -> factors.put(matrix.name(), shares));
    }

    /** The factors of channels, 1 on the geometric average. */
    private static float[] shares(float[] sizes) {
        double smallest = 1e-6;
        for (float size : sizes) {
            smallest = Math.max(smallest, 1e-3 * size);
        }
        double logs = 0;
        for (float size : sizes) {
            logs += Math.log(Math.max(smallest, size));
        }
        float[] shares = new float[sizes.length];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = (float) Math.exp(SHARE * (Math.log(Math.max(smallest, sizes[i])) - logs / sizes.length));
        }
        return shares;
    }

    /** A value's channel goes to all heads of queries that share it. */
    private static float[] sharedByGroups(float[] attended, Hyperparameters shape) {
        int size = shape.headSize();
        int group = shape.heads() / shape.keyValueHeads();
        float[] shared = new float[shape.keyValueHeads() * size];
        for (int i = 0; i < attended.length; i++) {
            int channel = i / size / group * size + i % size;
            shared[channel] = Math.max(shared[channel], attended[i]);
        }
        return shared;
    }

    private static float[] repeatedByGroups(float[] values, Hyperparameters shape) {
        int size = shape.headSize();
        int group = shape.heads() / shape.keyValueHeads();
        float[] repeated = new float[shape.heads() * size];
        for (int i = 0; i < repeated.length; i++) {
            repeated[i] = values[i / size / group * size + i % size];
        }
        return repeated;
    }

    /** Reads a part of a row as {@link WeightMatrix#read} does, and smoothes it. */
    void read(WeightMatrix matrix, int row, int from, float[] out) {
        matrix.read(row, from, out.length, out);
        float[] columns = factors.get(matrix.name());
        float[] rows = divisors.get(matrix.name());
        if (columns == null && rows == null) {
            return;
        }
        float whole = rows == null ? 1 : 1 / rows[row];
        for (int i = 0; i < out.length; i++) {
            out[i] *= columns == null ? whole : columns[from + i] * whole;
        }
    }

    /** A vector's elements, smoothed. */
    float[] vector(WeightMatrix row) {
        float[] values = new float[row.columns()];
        row.read(0, 0, values.length, values);
        float[] by = divisors.get(row.name());
        for (int i = 0; i < values.length && by != null; i++) {
            values[i] /= by[i];
        }
        return values;
    }

    /** What undoes the factors of a table's columns; empty if it has none. */
    float[] undoing(WeightMatrix table) {
        float[] columns = factors.get(table.name());
        if (columns == null) {
            return new float[0];
        }
        float[] inverse = Arrays.copyOf(columns, columns.length);
        for (int i = 0; i < inverse.length; i++) {
            inverse[i] = 1 / inverse[i];
        }
        return inverse;
    }
}
