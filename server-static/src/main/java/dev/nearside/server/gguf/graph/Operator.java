package dev.nearside.server.gguf.graph;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.List;

/** A node of a graph in the making. */
final class Operator {
    /** The domain of ONNX Runtime's own operators. */
    static final String CONTRIB = "com.microsoft";

    private final NodeProto.Builder node;

    private Operator(NodeProto.Builder node) {
        this.node = node;
    }

    /** An operator of ONNX itself. */
    static Operator of(String type) {
        return new Operator(NodeProto.newBuilder().setOpType(type));
    }

    /** An operator of ONNX Runtime. */
    static Operator contrib(String type) {
        return new Operator(NodeProto.newBuilder().setOpType(type).setDomain(CONTRIB));
    }

    /** Its inputs; an empty name leaves one out. */
    Operator inputs(String... names) {
        return new Operator(node.addAllInput(List.of(names)));
    }

    /** Its outputs; an empty name leaves one out. */
    Operator outputs(String... names) {
        return new Operator(node.addAllOutput(List.of(names)));
    }

    Operator with(String name, long value) {
        return with(attribute(name, AttributeProto.AttributeType.INT).setI(value));
    }

    Operator with(String name, float value) {
        return with(attribute(name, AttributeProto.AttributeType.FLOAT).setF(value));
    }

    Operator with(String name, List<Long> values) {
        return with(attribute(name, AttributeProto.AttributeType.INTS).addAllInts(values));
    }

    private Operator with(AttributeProto.Builder attribute) {
        return new Operator(node.addAttribute(attribute));
    }

    private static AttributeProto.Builder attribute(String name, AttributeProto.AttributeType type) {
        return AttributeProto.newBuilder().setName(name).setType(type);
    }

    /** The node, named after its first output. */
    NodeProto build() {
        return node.setName(node.getOutput(0) + "_" + node.getOpType()).build();
    }
}
