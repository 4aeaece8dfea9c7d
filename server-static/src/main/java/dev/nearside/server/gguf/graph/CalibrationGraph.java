package dev.nearside.server.gguf.graph;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.List;

/** A written graph over the same weights, which gives out what its matrices are multiplied by. */
public final class CalibrationGraph {
    private CalibrationGraph() {}

    /** What it gives out. */
    public static List<String> outputs(Hyperparameters shape) {
        List<String> names = new ArrayList<>();
        names.add(DecoderGraph.FIRST_INPUT);
        for (int i = 0; i < shape.layers(); i++) {
            names.add(DecoderGraph.attended(i));
            names.add(DecoderGraph.feedForwardInput(i));
            names.add(DecoderGraph.inner(i));
            names.add(DecoderGraph.inputAfter(i));
        }
        return names;
    }

    /**
     * Makes it of a graph of {@link DecoderGraph.Kind#BLOCKS}.
     *
     * @param onnx the ONNX file; the other one has to lie beside it, as both have the same files of weights
     */
    public static byte[] of(byte[] onnx, Hyperparameters shape) {
        try {
            ModelProto model = ModelProto.parseFrom(onnx);
            GraphProto.Builder graph =
                    model.getGraph().toBuilder().clearOutput().clearNode();
            for (NodeProto node : model.getGraph().getNodeList()) {
                boolean last =
                        node.getOpType().equals("Gather") && node.getInput(1).equals(DecoderGraph.LAST);
                if (!DecoderGraph.OUTPUTS.contains(node.getOutput(0))) {
                    graph.addNode(last ? everyPosition(node) : node);
                }
            }
            outputs(shape).forEach(name -> graph.addOutput(output(name)));
            return model.toBuilder().setGraph(graph).build().toByteArray();
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("no ONNX file", e);
        }
    }

    private static NodeProto everyPosition(NodeProto lastPosition) {
        return NodeProto.newBuilder()
                .setOpType("Identity")
                .setName(lastPosition.getName())
                .addInput(lastPosition.getInput(0))
                .addOutput(lastPosition.getOutput(0))
                .build();
    }

    private static ValueInfoProto output(String name) {
        TypeProto.Tensor floats = TypeProto.Tensor.newBuilder()
                .setElemType(TensorProto.DataType.FLOAT.getNumber())
                .build();
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder().setTensorType(floats))
                .build();
    }
}
