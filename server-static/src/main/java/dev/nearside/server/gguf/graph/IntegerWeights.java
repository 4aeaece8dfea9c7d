package dev.nearside.server.gguf.graph;

import ai.onnx.proto.OnnxMl.TensorProto;
import dev.nearside.server.gguf.weights.WeightMatrix;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Weights as signed bytes with a scale for each output, multiplied as integers. Of the input, each row is made two bytes
 * by its own largest value, a coarse one and, for what that leaves, a fine one: two rows of one product, so that the
 * weights are read once. With one byte the last bit of a float, which processors round differently, now and then made
 * another byte, and grew from layer to layer to other answers.
 */
final class IntegerWeights implements WeightFormat {
    private static final int LARGEST_CODE = 127;
    /** The coarse byte leaves at most half of its step, so this many fine steps make a coarse one. */
    private static final int FINE_STEPS = 2 * LARGEST_CODE;
    /** A row of zeros is divided by this and not by 0. */
    private static final float SMALLEST = 1e-20f;
    /** The byte that stands for 0. */
    private static final int ZERO = 128;
    /**
     * The outputs of each product of the output layer. In one piece a vocabulary of 49,152 took WebAssembly's kernel more
     * than twice as long (measured); presumably as it goes over a row's sums once for some 256 inputs, and only so many fit
     * the fastest cache.
     */
    private static final int PART = 3072;
    /** Matrices with more outputs are multiplied in parts; layers have fewer, and vocabularies more. */
    private static final int WHOLE = 4 * PART;

    private final OnnxGraph graph;
    private final Smoothing smoothing;
    private final Map<String, Bytes> inputs = new HashMap<>();

    /**
     * An input's bytes.
     *
     * @param codes uint8 [2, S, columns], the coarse ones and the fine ones
     * @param sizes float32 [2, S, 1], what 127 of them stand for
     */
    private record Bytes(String codes, String sizes) {}

    IntegerWeights(OnnxGraph graph, Smoothing smoothing) {
        this.graph = graph;
        this.smoothing = smoothing;
    }

    @Override
    public boolean stacks() {
        return true;
    }

    /**
     * In WebAssembly ONNX Runtime's attention by pieces (flash attention) takes 13 times as long for 128 tokens after 900
     * (measured).
     */
    @Override
    public boolean keepsScores() {
        return true;
    }

    /** How many bytes a matrix takes. */
    static long bytes(WeightMatrix matrix) {
        return (long) matrix.rows() * (matrix.columns() + Float.BYTES);
    }

    @Override
    public String lookUp(String ids, WeightMatrix table) throws IOException {
        String stored = store(List.of(table));
        String columns = graph.add(Operator.of("Gather")
                .inputs(stored, ids)
                .outputs("token_columns")
                .with("axis", 1));
        String codes = graph.add(
                Operator.of("Transpose").inputs(columns).outputs("token_codes").with("perm", List.of(1L, 2L, 0L)));
        String floats = graph.add(Operator.of("Cast")
                .inputs(codes)
                .outputs("token_floats")
                .with("to", TensorProto.DataType.FLOAT.getNumber()));
        String scales =
                graph.add(Operator.of("Gather").inputs(stored + "_scales", ids).outputs("token_scales"));
        String axis = graph.longs("last_axis", List.of(1L), -1);
        String column = graph.add(Operator.of("Unsqueeze").inputs(scales, axis).outputs("token_scale"));
        String tokens = graph.add(Operator.of("Mul").inputs(floats, column).outputs("tokens"));
        float[] undoing = smoothing.undoing(table);
        if (undoing.length == 0) {
            return tokens;
        }
        String inverse = graph.floats("token_inverse", List.of((long) undoing.length), undoing);
        return graph.add(Operator.of("Mul").inputs(tokens, inverse).outputs("tokens_as_they_are"));
    }

    @Override
    public String multiply(String input, List<WeightMatrix> matrices, String output) throws IOException {
        String stored = store(matrices);
        Bytes bytes = inputs.computeIfAbsent(input, this::toBytes);
        String shares = output + "_shares";
        int outputs = matrices.stream().mapToInt(WeightMatrix::rows).sum();
        if (matrices.size() > 1 || outputs <= WHOLE) {
            product(bytes, stored, stored + "_scales", shares);
        } else {
            productInParts(bytes, stored, outputs, shares);
        }
        String parts =
                graph.add(Operator.of("Mul").inputs(shares, bytes.sizes()).outputs(output + "_parts"));
        String first = graph.longs("first_axis", List.of(1L), 0);
        return graph.add(Operator.of("ReduceSum").inputs(parts, first).outputs(output));
    }

    /** In one operator, as the runtime is not made to look for what could be one. */
    @Override
    public String silu(String input, String output) {
        return graph.add(
                Operator.contrib("QuickGelu").inputs(input).outputs(output).with("alpha", 1f));
    }

    private void product(Bytes bytes, String weights, String scales, String output) {
        // The codes are 127 times the share of the row's largest value.
        String unit = graph.floats("unit", List.of(), 1f / LARGEST_CODE);
        graph.place(Operator.contrib("MatMulIntegerToFloat")
                .inputs(bytes.codes(), weights, unit, scales, zero())
                .outputs(output));
    }

    /** The runtime cuts the constants when it loads them; in the file they are whole, as the table of tokens is read too. */
    private void productInParts(Bytes bytes, String stored, int outputs, String output) {
        int parts = (outputs + PART - 1) / PART;
        long[] sizes = new long[parts];
        Arrays.fill(sizes, PART);
        sizes[parts - 1] = outputs - (parts - 1L) * PART;
        String[] weights = names(stored + "_part", parts);
        String[] scales = names(stored + "_scales_part", parts);
        String[] products = names(output + "_part", parts);
        String cuts = graph.longs(stored + "_cuts", List.of((long) parts), sizes);
        graph.place(Operator.of("Split").inputs(stored, cuts).outputs(weights).with("axis", 1));
        graph.place(Operator.of("Split")
                .inputs(stored + "_scales", cuts)
                .outputs(scales)
                .with("axis", 0));
        for (int i = 0; i < parts; i++) {
            product(bytes, weights[i], scales[i], products[i]);
        }
        graph.place(Operator.of("Concat").inputs(products).outputs(output).with("axis", -1));
    }

    private static String[] names(String prefix, int count) {
        String[] names = new String[count];
        Arrays.setAll(names, i -> prefix + i);
        return names;
    }

    private String zero() {
        return graph.unsignedByte("zero", ZERO);
    }

    private Bytes toBytes(String input) {
        String sizes = graph.add(Operator.of("Abs").inputs(input).outputs(input + "_sizes"));
        String most = graph.add(Operator.of("ReduceMax")
                .inputs(sizes)
                .outputs(input + "_most")
                .with("axes", List.of(-1L))
                .with("keepdims", 1));
        String smallest = graph.floats("smallest", List.of(), SMALLEST);
        String largest = graph.add(Operator.of("Add").inputs(most, smallest).outputs(input + "_largest"));
        String shares = graph.add(Operator.of("Div").inputs(input, largest).outputs(input + "_shares"));
        String unit = graph.floats("unit", List.of(), 1f / LARGEST_CODE);
        String coarse = graph.add(
                Operator.of("QuantizeLinear").inputs(shares, unit, zero()).outputs(input + "_coarse"));
        String covered = graph.add(
                Operator.of("DequantizeLinear").inputs(coarse, unit, zero()).outputs(input + "_covered"));
        String rest = graph.add(Operator.of("Sub").inputs(shares, covered).outputs(input + "_rest"));
        String step = graph.floats("fine_unit", List.of(), 1f / (LARGEST_CODE * FINE_STEPS));
        String fine = graph.add(
                Operator.of("QuantizeLinear").inputs(rest, step, zero()).outputs(input + "_fine"));
        String codes = graph.add(Operator.of("Concat")
                .inputs(coarse, fine)
                .outputs(input + "_codes")
                .with("axis", 0));
        String steps = graph.floats("coarse_and_fine", List.of(2L, 1L, 1L), 1, 1f / FINE_STEPS);
        String both = graph.add(Operator.of("Mul").inputs(largest, steps).outputs(input + "_largest_both"));
        return new Bytes(codes, both);
    }

    /** Writes matrices side by side, an input a row, unless they are there already. */
    private String store(List<WeightMatrix> matrices) throws IOException {
        String name = matrices.get(0).name() + "_int8";
        if (graph.hasConstant(name)) {
            return name;
        }
        TransposedCodes codes = new TransposedCodes(matrices, smoothing);
        float[] scales = codes.scales();
        graph.external(
                OnnxGraph.tensor(
                        name, TensorProto.DataType.INT8, List.of((long) codes.inputs(), (long) codes.outputs())),
                codes::writeTo);
        graph.external(
                OnnxGraph.tensor(name + "_scales", TensorProto.DataType.FLOAT, List.of((long) scales.length)),
                out -> FloatContent.write(scales, out));
        return name;
    }
}
