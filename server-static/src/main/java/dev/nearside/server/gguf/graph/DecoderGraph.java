package dev.nearside.server.gguf.graph;

import dev.nearside.runtime.ValueInfo;
import dev.nearside.server.gguf.weights.WeightMatrix;
import dev.nearside.tensor.ElementType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The graph of a decoder: {@code input_ids} int32 [1, S], {@code seqlens_k} int32 [1] and {@code total_sequence_length}
 * int32 [1] with the past keys and values in, {@code logits} float32 [1, V] of the last position with the present keys and
 * values out. Keys and values are [1, heads, length, head size].
 */
public final class DecoderGraph {
    /** The output layer's product, and the same as a row. */
    static final List<String> OUTPUTS = List.of("all_logits", "logits");
    /** Picks the last position. */
    static final String LAST = "last";
    /** What the first layer's attention is given. */
    static final String FIRST_INPUT = "first_normed";

    private final OnnxGraph graph;
    private final WeightFormat format;
    private final DecoderWeights weights;
    private final Hyperparameters shape;
    private final Smoothing smoothing;

    private DecoderGraph(OnnxGraph graph, WeightFormat format, DecoderWeights weights, Smoothing smoothing) {
        this.graph = graph;
        this.format = format;
        this.weights = weights;
        this.shape = weights.shape();
        this.smoothing = smoothing;
    }

    /** What the next layer's attention, or the output, is given. */
    static String inputAfter(int layer) {
        return normedOf("fed_" + layer + "_sum");
    }

    /** What the attention's output matrix is given. */
    static String attended(int layer) {
        return "attended_" + layer;
    }

    /** What the feed-forward network is given. */
    static String feedForwardInput(int layer) {
        return normedOf("attention_" + layer + "_sum");
    }

    /** What the feed-forward network's last matrix is given. */
    static String inner(int layer) {
        return "inner_" + layer;
    }

    /** Which operators a graph multiplies with. */
    public enum Kind {
        /** {@code MatMulNBits}, which is fast on WebGPU and on the JVM. */
        BLOCKS,
        /** {@code MatMulInteger}, which is the only fast one in WebAssembly. */
        INTEGERS;

        /** How many bytes the weights take in such a graph. */
        public long bytes(DecoderWeights weights) {
            return weights.matrices().stream()
                    .mapToLong(matrix -> this == BLOCKS ? BlockWeights.bytes(matrix) : IntegerWeights.bytes(matrix))
                    .sum();
        }
    }

    /**
     * Writes the weights in blocks and makes the graph of {@link Kind#BLOCKS}.
     *
     * @param context the longest text that it can take, in tokens
     * @return the ONNX file
     * @throws dev.nearside.error.InvalidInput if a weight cannot be converted
     */
    public static byte[] ofBlocks(DecoderWeights weights, int context, ExternalData data) throws IOException {
        OnnxGraph graph = new OnnxGraph(data);
        return new DecoderGraph(graph, new BlockWeights(graph), weights, Smoothing.NONE).write(context);
    }

    /**
     * Writes the weights as bytes and makes the graph of {@link Kind#INTEGERS}.
     *
     * @param sizes of the activations, as a run of the {@link CalibrationGraph} showed them
     * @param context the longest text that it can take, in tokens
     * @return the ONNX file
     * @throws dev.nearside.error.InvalidInput if a weight cannot be converted
     */
    public static byte[] ofIntegers(DecoderWeights weights, ActivationSizes sizes, int context, ExternalData data)
            throws IOException {
        OnnxGraph graph = new OnnxGraph(data);
        Smoothing smoothing = Smoothing.of(weights, sizes);
        return new DecoderGraph(graph, new IntegerWeights(graph, smoothing), weights, smoothing).write(context);
    }

    private byte[] write(int context) throws IOException {
        declare();
        new RopeTables(weights, context).addTo(graph);
        connect();
        return graph.toBytes();
    }

    /** What goes into such a graph. */
    public static List<ValueInfo> inputs(Hyperparameters shape) {
        List<ValueInfo> inputs = new ArrayList<>();
        inputs.add(new ValueInfo("input_ids", ElementType.INT32, List.of("1", "sequence")));
        inputs.add(new ValueInfo("seqlens_k", ElementType.INT32, List.of("1")));
        inputs.add(new ValueInfo("total_sequence_length", ElementType.INT32, List.of("1")));
        inputs.addAll(caches(shape, "past_key_values", "past"));
        return inputs;
    }

    /** What comes out of it. */
    public static List<ValueInfo> outputs(Hyperparameters shape, int vocabulary) {
        List<ValueInfo> outputs = new ArrayList<>();
        outputs.add(new ValueInfo("logits", ElementType.FLOAT32, List.of("1", Integer.toString(vocabulary))));
        outputs.addAll(caches(shape, "present", "present"));
        return outputs;
    }

    private static List<ValueInfo> caches(Hyperparameters shape, String prefix, String length) {
        List<ValueInfo> caches = new ArrayList<>();
        List<String> dims =
                List.of("1", Integer.toString(shape.keyValueHeads()), length, Integer.toString(shape.headSize()));
        for (int i = 0; i < shape.layers(); i++) {
            caches.add(new ValueInfo(prefix + "." + i + ".key", ElementType.FLOAT32, dims));
            caches.add(new ValueInfo(prefix + "." + i + ".value", ElementType.FLOAT32, dims));
        }
        return caches;
    }

    private void declare() {
        inputs(shape).forEach(graph::input);
        outputs(shape, weights.vocabulary()).forEach(graph::output);
    }

    private void connect() throws IOException {
        String residual = format.lookUp("input_ids", weights.tokens());
        String normed = norm(residual, weights.layers().get(0).attentionNorm());
        for (int i = 0; i < shape.layers(); i++) {
            DecoderWeights.Layer layer = weights.layers().get(i);
            boolean last = i == shape.layers() - 1;
            String attended = attention(normed, layer, i);
            if (last) {
                // Nothing after it looks at other positions.
                attended = lastPosition(attended);
                residual = lastPosition(residual);
            }
            String projected = multiply(attended, layer.attentionOutput(), "attention_" + i);
            residual = add(residual, projected, layer.feedForwardNorm());
            String fed = feedForward(normedOf(residual), layer, i);
            WeightMatrix next =
                    last ? weights.outputNorm() : weights.layers().get(i + 1).attentionNorm();
            residual = add(residual, fed, next);
            normed = normedOf(residual);
        }
        String logits = multiply(normed, weights.output(), OUTPUTS.get(0));
        String dims = graph.longs("logits_dims", List.of(2L), 1, weights.vocabulary());
        graph.place(Operator.of("Reshape").inputs(logits, dims).outputs(OUTPUTS.get(1)));
    }

    private String lastPosition(String input) {
        String index = graph.longs(LAST, List.of(1L), -1);
        return graph.add(Operator.of("Gather")
                .inputs(input, index)
                .outputs(input + "_last")
                .with("axis", 1));
    }

    private String attention(String input, DecoderWeights.Layer layer, int index) throws IOException {
        List<String> inputs = new ArrayList<>();
        if (format.stacks()) {
            String all = format.multiply(input, layer.attention(), "qkv_" + index);
            inputs.add(biased(all, layer.biases()));
            inputs.add("");
            inputs.add("");
        } else {
            for (int i = 0; i < 3; i++) {
                WeightMatrix matrix = layer.attention().get(i);
                String product = multiply(input, matrix, "qkv".charAt(i) + "_" + index);
                inputs.add(
                        layer.biases().isEmpty()
                                ? product
                                : biased(product, List.of(layer.biases().get(i))));
            }
        }
        inputs.addAll(List.of(
                "past_key_values." + index + ".key",
                "past_key_values." + index + ".value",
                "seqlens_k",
                "total_sequence_length",
                "cos",
                "sin"));
        Operator attention = Operator.contrib("GroupQueryAttention")
                .inputs(inputs.toArray(String[]::new))
                .outputs(attended(index), "present." + index + ".key", "present." + index + ".value")
                .with("num_heads", shape.heads())
                .with("kv_num_heads", shape.keyValueHeads())
                .with("do_rotary", 1)
                .with("rotary_interleaved", 0)
                .with("scale", (float) (1 / Math.sqrt(shape.headSize())));
        // Nobody reads the scores, those before the softmax: to ask for them has them computed all at once.
        return graph.add(
                format.keepsScores()
                        ? attention.outputs(attended(index) + "_scores").with("qk_output", 1)
                        : attention);
    }

    private String biased(String product, List<WeightMatrix> biases) {
        if (biases.isEmpty()) {
            return product;
        }
        int size = biases.stream().mapToInt(WeightMatrix::columns).sum();
        float[] all = new float[size];
        int at = 0;
        for (WeightMatrix bias : biases) {
            System.arraycopy(smoothing.vector(bias), 0, all, at, bias.columns());
            at += bias.columns();
        }
        String bias = graph.floats(product + "_bias", List.of((long) size), all);
        return graph.add(Operator.of("Add").inputs(product, bias).outputs(product + "_biased"));
    }

    /** SwiGLU (Shazeer, 2020). */
    private String feedForward(String input, DecoderWeights.Layer layer, int index) throws IOException {
        String gate = "gate_" + index;
        String up = "up_" + index;
        if (format.stacks()) {
            String both = format.multiply(input, layer.gateAndUp(), "gate_up_" + index);
            gate = graph.add(Operator.of("Split").inputs(both).outputs(gate, up).with("axis", -1));
        } else {
            gate = multiply(input, layer.gateAndUp().get(0), gate);
            up = multiply(input, layer.gateAndUp().get(1), up);
        }
        String product = graph.add(
                Operator.of("Mul").inputs(format.silu(gate, gate + "_silu"), up).outputs(inner(index)));
        return multiply(product, layer.down(), "fed_" + index);
    }

    private String multiply(String input, WeightMatrix matrix, String output) throws IOException {
        return format.multiply(input, List.of(matrix), output);
    }

    private String norm(String input, WeightMatrix gamma) {
        return graph.add(Operator.of("SimplifiedLayerNormalization")
                .inputs(input, gamma(gamma))
                .outputs(FIRST_INPUT)
                .with("axis", -1)
                .with("epsilon", shape.epsilon())
                .with("stash_type", 1));
    }

    /** Adds to the residual and, in the same node, norms it: {@link #normedOf}. */
    private String add(String residual, String more, WeightMatrix gamma) {
        String sum = more + "_sum";
        graph.place(Operator.contrib("SkipSimplifiedLayerNormalization")
                .inputs(residual, more, gamma(gamma))
                .outputs(normedOf(sum), "", "", sum)
                .with("epsilon", shape.epsilon()));
        return sum;
    }

    private static String normedOf(String sum) {
        return sum + "_normed";
    }

    private String gamma(WeightMatrix gamma) {
        return graph.floats(gamma.name(), List.of((long) gamma.columns()), smoothing.vector(gamma));
    }
}
