package dev.nearside.server.gguf.graph;

import java.util.HashMap;
import java.util.Map;

/**
 * How large the activations of each channel are, before the matrices that they are multiplied by: the average over tokens,
 * each token's largest being 1, as it is what a token's bytes are scaled by.
 */
public final class ActivationSizes {
    private final int layers;
    private final Map<String, double[]> sums = new HashMap<>();

    /** For a graph of so many layers, before anything was seen. */
    public ActivationSizes(int layers) {
        this.layers = layers;
    }

    /** Takes a tensor of the calibration graph in, a row for each token. */
    public void add(String name, float[] values, int channels) {
        double[] sum = sums.computeIfAbsent(name, any -> new double[channels]);
        for (int row = 0; row < values.length; row += channels) {
            float largest = 0;
            for (int i = 0; i < channels; i++) {
                largest = Math.max(largest, Math.abs(values[row + i]));
            }
            for (int i = 0; i < channels && largest > 0; i++) {
                sum[i] += Math.abs(values[row + i]) / largest;
            }
        }
    }

    float[] attentionInput(int layer) {
        return of(layer == 0 ? DecoderGraph.FIRST_INPUT : DecoderGraph.inputAfter(layer - 1));
    }

    float[] attended(int layer) {
        return of(DecoderGraph.attended(layer));
    }

    float[] feedForwardInput(int layer) {
        return of(DecoderGraph.feedForwardInput(layer));
    }

    float[] inner(int layer) {
        return of(DecoderGraph.inner(layer));
    }

    float[] output() {
        return of(DecoderGraph.inputAfter(layers - 1));
    }

    private float[] of(String name) {
        double[] sum = sums.get(name);
        if (sum == null) {
            throw new IllegalStateException("nothing was seen of " + name);
        }
        float[] sizes = new float[sum.length];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = (float) sum[i];
        }
        return sizes;
    }
}
