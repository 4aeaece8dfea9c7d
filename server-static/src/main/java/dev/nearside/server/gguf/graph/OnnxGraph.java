package dev.nearside.server.gguf.graph;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import dev.nearside.runtime.ValueInfo;
import dev.nearside.tensor.ElementType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A graph in the making: nodes in the order of their work, small constants within it, large ones beside it. */
final class OnnxGraph {
    private static final int IR_VERSION = 8;
    private static final int OPSET = 17;
    private static final int CONTRIB_OPSET = 1;

    private final GraphProto.Builder graph = GraphProto.newBuilder().setName("decoder");
    private final ExternalData data;
    private final Set<String> constants = new HashSet<>();

    OnnxGraph(ExternalData data) {
        this.data = data;
    }

    /** Adds a node and names its first output. */
    String add(Operator operator) {
        place(operator);
        return graph.getNode(graph.getNodeCount() - 1).getOutput(0);
    }

    /** Adds a node. */
    void place(Operator operator) {
        graph.addNode(operator.build());
    }

    void input(ValueInfo input) {
        graph.addInput(value(input));
    }

    void output(ValueInfo output) {
        graph.addOutput(value(output));
    }

    /** Whether there is a constant of that name already. */
    boolean hasConstant(String name) {
        return constants.contains(name);
    }

    /** A constant in a file beside the graph. */
    void external(TensorProto.Builder tensor, ExternalData.Content content) throws IOException {
        constant(data.write(tensor, content));
    }

    /** A constant of floats within the graph. */
    String floats(String name, List<Long> dims, float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return small(tensor(name, TensorProto.DataType.FLOAT, dims), bytes.array());
    }

    /** A constant of 64-bit integers within the graph. */
    String longs(String name, List<Long> dims, long... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(values);
        return small(tensor(name, TensorProto.DataType.INT64, dims), bytes.array());
    }

    /** One byte without sign, as a constant within the graph. */
    String unsignedByte(String name, int value) {
        return small(tensor(name, TensorProto.DataType.UINT8, List.of()), new byte[] {(byte) value});
    }

    private String small(TensorProto.Builder tensor, byte[] bytes) {
        if (hasConstant(tensor.getName())) {
            return tensor.getName();
        }
        constant(tensor.setRawData(ByteString.copyFrom(bytes)).build());
        return tensor.getName();
    }

    private void constant(TensorProto tensor) {
        if (!constants.add(tensor.getName())) {
            throw new IllegalStateException("the graph has the constant '" + tensor.getName() + "' twice");
        }
        graph.addInitializer(tensor);
    }

    /** A tensor without content. */
    static TensorProto.Builder tensor(String name, TensorProto.DataType type, List<Long> dims) {
        return TensorProto.newBuilder()
                .setName(name)
                .setDataType(type.getNumber())
                .addAllDims(dims);
    }

    private static ValueInfoProto value(ValueInfo value) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        for (String dim : value.dims()) {
            TensorShapeProto.Dimension.Builder size = TensorShapeProto.Dimension.newBuilder();
            boolean fixed = Character.isDigit(dim.charAt(0));
            shape.addDim(fixed ? size.setDimValue(Long.parseLong(dim)) : size.setDimParam(dim));
        }
        TypeProto.Tensor.Builder tensor =
                TypeProto.Tensor.newBuilder().setElemType(number(value.type())).setShape(shape);
        return ValueInfoProto.newBuilder()
                .setName(value.name())
                .setType(TypeProto.newBuilder().setTensorType(tensor))
                .build();
    }

    private static int number(ElementType type) {
        return switch (type) {
            case FLOAT32 -> TensorProto.DataType.FLOAT.getNumber();
            case INT32 -> TensorProto.DataType.INT32.getNumber();
            default -> throw new IllegalArgumentException("no inputs or outputs of type " + type.label() + " here");
        };
    }

    /** The whole as an ONNX file. */
    byte[] toBytes() {
        return ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .setProducerName("nearside")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET))
                .addOpsetImport(OperatorSetIdProto.newBuilder()
                        .setDomain(Operator.CONTRIB)
                        .setVersion(CONTRIB_OPSET))
                .setGraph(graph)
                .build()
                .toByteArray();
    }
}
