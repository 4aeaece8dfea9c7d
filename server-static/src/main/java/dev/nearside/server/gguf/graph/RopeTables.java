package dev.nearside.server.gguf.graph;

import ai.onnx.proto.OnnxMl.TensorProto;
import dev.nearside.server.gguf.weights.WeightMatrix;
import java.io.IOException;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** Cosines and sines of rotary embedding (Su and others, 2021) for every position that the graph is made for. */
final class RopeTables {
    private final double[] frequencies;
    private final int context;

    RopeTables(DecoderWeights weights, int context) {
        Hyperparameters shape = weights.shape();
        this.context = context;
        this.frequencies = new double[shape.headSize() / 2];
        float[] factors = new float[frequencies.length];
        WeightMatrix stored = weights.ropeFactors().orElse(null);
        if (stored != null) {
            stored.read(0, 0, factors.length, factors);
        }
        for (int i = 0; i < frequencies.length; i++) {
            double plain = Math.pow(shape.rope().base(), -2.0 * i / shape.headSize());
            frequencies[i] = plain / shape.rope().factor() / (stored == null ? 1 : factors[i]);
        }
    }

    /** Adds the two tables {@code cos} and {@code sin}. */
    void addTo(OnnxGraph graph) throws IOException {
        add(graph, "cos", Math::cos);
        add(graph, "sin", Math::sin);
    }

    private void add(OnnxGraph graph, String name, DoubleUnaryOperator wave) throws IOException {
        List<Long> dims = List.of((long) context, (long) frequencies.length);
        graph.external(OnnxGraph.tensor(name, TensorProto.DataType.FLOAT, dims), out -> {
            float[] row = new float[frequencies.length];
            for (int position = 0; position < context; position++) {
                for (int i = 0; i < row.length; i++) {
                    row[i] = (float) wave.applyAsDouble(position * frequencies[i]);
                }
                FloatContent.write(row, out);
            }
        });
    }
}
