package dev.nearside.build;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Makes an int8 graph of a float32 one: weights as signed bytes with a scale for each column, their inputs as bytes with
 * scales fixed by calibration, the table of word vectors as signed bytes with a scale for each row. Large channels of an
 * input are first shared with the weights (Xiao and others, <i>SmoothQuant</i>, 2023).
 *
 * <p>Fixed scales, where most tools let each run find its own: a text's vector then does not depend on which others are in
 * its batch, and no pass over the activations looks for their range.
 */
public final class QuantizedGraph {
    /** SmoothQuant's alpha: how much of an input's range goes over to the weights. */
    private static final double SHARE = 0.75;

    private static final double SMALLEST = 1e-5;
    private static final int TABLE_ROWS = 10_000;

    private final Calibration calibration;
    private final Map<String, TensorProto> weights = new LinkedHashMap<>();
    private final Map<String, double[]> weightRanges = new HashMap<>();
    private final Map<String, QuantizedInput> inputs = new HashMap<>();
    private final Set<String> replaced = new HashSet<>();
    private final List<NodeProto> nodes = new ArrayList<>();
    private final List<TensorProto> added = new ArrayList<>();

    private QuantizedGraph(GraphProto graph, Calibration calibration) {
        this.calibration = calibration;
        for (TensorProto tensor : graph.getInitializerList()) {
            weights.put(tensor.getName(), tensor);
        }
    }

    /**
     * The quantised graph, the same bytes on every machine.
     *
     * @param model an ONNX file in float32, opset 10 or later
     */
    public static byte[] of(byte[] model, Calibration calibration) throws InvalidProtocolBufferException {
        ModelProto source = ModelProto.parseFrom(model);
        QuantizedGraph quantized = new QuantizedGraph(source.getGraph(), calibration);
        return source.toBuilder()
                .setProducerName("nearside")
                .setGraph(quantized.rewrite(source.getGraph()))
                .build()
                .toByteArray();
    }

    private GraphProto rewrite(GraphProto graph) {
        for (NodeProto node : graph.getNodeList()) {
            if (isQuantized(node)) {
                widen(node);
            }
        }
        for (NodeProto node : graph.getNodeList()) {
            if (isQuantized(node)) {
                multiply(node);
            } else if (isTable(node)) {
                lookUp(node);
            } else {
                nodes.add(node);
            }
        }
        GraphProto.Builder result = graph.toBuilder().clearNode().clearInitializer();
        result.addAllNode(nodes);
        weights.values().stream()
                .filter(tensor -> !replaced.contains(tensor.getName()))
                .forEach(result::addInitializer);
        return result.addAllInitializer(added).build();
    }

    private boolean isQuantized(NodeProto node) {
        return node.getOpType().equals("MatMul")
                && weights.containsKey(node.getInput(1))
                && calibration.find(node.getInput(0)).isPresent();
    }

    private boolean isTable(NodeProto node) {
        TensorProto table = node.getOpType().equals("Gather") ? weights.get(node.getInput(0)) : null;
        return table != null && table.getDimsCount() == 2 && table.getDims(0) >= TABLE_ROWS;
    }

    /** One input can go into several multiplications (query, key, value), which share its scales. */
    private void widen(NodeProto node) {
        TensorProto tensor = weight(node.getInput(1));
        float[] weight = Weights.floats(tensor);
        int rows = (int) tensor.getDims(0);
        double[] range = weightRanges.computeIfAbsent(node.getInput(0), name -> new double[rows]);
        for (int i = 0; i < weight.length; i++) {
            int row = i / (weight.length / rows);
            range[row] = Math.max(range[row], Math.abs(weight[i]));
        }
    }

    private void multiply(NodeProto node) {
        String name = node.getInput(0);
        QuantizedInput input = inputs.get(name);
        if (input == null) {
            input = new QuantizedInput(
                    name,
                    shares(calibration.find(name).orElseThrow(), Objects.requireNonNull(weightRanges.get(name))),
                    calibration);
            inputs.put(name, input);
            added.addAll(input.constants());
            nodes.addAll(input.nodes());
        }
        TensorProto weight = weight(node.getInput(1));
        int columns = (int) weight.getDims(1);
        float[] values = Weights.floats(weight);
        for (int i = 0; i < values.length; i++) {
            values[i] *= input.share(i / columns);
        }
        float[] scales = new float[columns];
        for (int i = 0; i < values.length; i++) {
            scales[i % columns] = Math.max(scales[i % columns], Math.abs(values[i]) / 127f);
        }
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = quantized(values[i], scales[i % columns]);
        }
        for (int i = 0; i < columns; i++) {
            scales[i] *= input.scale();
        }
        String result = node.getOutput(0);
        added.add(Weights.of(result + "_weight", TensorProto.DataType.INT8, weight.getDimsList(), bytes));
        added.add(Weights.ofFloats(result + "_scale", List.of((long) columns), scales));
        nodes.add(node("MatMulInteger", List.of(input.bytes(), result + "_weight", input.zero()), result + "_sums"));
        nodes.add(toFloat(result + "_sums", result + "_floats"));
        nodes.add(node("Mul", List.of(result + "_floats", result + "_scale"), result));
        replaced.add(weight.getName());
    }

    /** SmoothQuant's factors, about 1 on the average. */
    private static float[] shares(Calibration.Range range, double[] weightRange) {
        double[] shares = new double[range.channels()];
        double logs = 0;
        for (int i = 0; i < shares.length; i++) {
            double input = Math.max(SMALLEST, Math.max(-range.low(i), range.high(i)));
            double weight = Math.max(SMALLEST, weightRange[i]);
            // StrictMath is the same on every machine.
            shares[i] = StrictMath.pow(input, SHARE) / StrictMath.pow(weight, 1 - SHARE);
            logs += StrictMath.log(shares[i]);
        }
        double mean = StrictMath.exp(logs / shares.length);
        float[] floats = new float[shares.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) (shares[i] / mean);
        }
        return floats;
    }

    private TensorProto weight(String name) {
        return Objects.requireNonNull(weights.get(name), name);
    }

    private void lookUp(NodeProto node) {
        TensorProto table = weight(node.getInput(0));
        int rows = (int) table.getDims(0);
        int columns = (int) table.getDims(1);
        float[] values = Weights.floats(table);
        float[] scales = new float[rows];
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            scales[i / columns] = Math.max(scales[i / columns], Math.abs(values[i]) / 127f);
        }
        for (int i = 0; i < values.length; i++) {
            bytes[i] = quantized(values[i], scales[i / columns]);
        }
        String result = node.getOutput(0);
        added.add(Weights.of(result + "_table", TensorProto.DataType.INT8, table.getDimsList(), bytes));
        added.add(Weights.ofFloats(result + "_scales", List.of((long) rows, 1L), scales));
        nodes.add(node("Gather", List.of(result + "_table", node.getInput(1)), result + "_bytes"));
        nodes.add(node("Gather", List.of(result + "_scales", node.getInput(1)), result + "_scale"));
        nodes.add(toFloat(result + "_bytes", result + "_floats"));
        nodes.add(node("Mul", List.of(result + "_floats", result + "_scale"), result));
        replaced.add(table.getName());
    }

    private static byte quantized(float value, float scale) {
        return scale == 0 ? 0 : (byte) Math.max(-127, Math.min(127, Math.round(value / scale)));
    }

    static NodeProto node(String operator, List<String> inputs, String output) {
        return NodeProto.newBuilder()
                .setOpType(operator)
                .setName(output + "_" + operator)
                .addAllInput(inputs)
                .addOutput(output)
                .build();
    }

    private static NodeProto toFloat(String input, String output) {
        AttributeProto to = AttributeProto.newBuilder()
                .setName("to")
                .setType(AttributeProto.AttributeType.INT)
                .setI(TensorProto.DataType.FLOAT.getNumber())
                .build();
        return node("Cast", List.of(input), output).toBuilder().addAttribute(to).build();
    }
}
