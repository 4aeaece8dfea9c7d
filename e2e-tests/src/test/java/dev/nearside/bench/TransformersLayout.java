package dev.nearside.bench;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import dev.nearside.catalog.GenerationSpec;
import dev.nearside.catalog.Manifest;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Writes a converted model's integer graph as transformers.js reads it: the same weights and operators (but see {@link
 * #attention}), ids and mask of 64 bits in, logits [1, 1, vocabulary] out, everything in {@code onnx/model_quantized.onnx}.
 * Logits are those of the last position only, as the best graphs of that layout give them. Here and not in the product, as
 * nothing else wants it.
 */
final class TransformersLayout {
    private static final int FLOAT = TensorProto.DataType.FLOAT.getNumber();
    private static final int INT32 = TensorProto.DataType.INT32.getNumber();
    private static final int INT64 = TensorProto.DataType.INT64.getNumber();
    private static final int FEED_FORWARD = 1536;

    private TransformersLayout() {}

    /** Writes {@code config.json} and the graph of the model in {@code from} to the folder {@code to}. */
    static void write(Path from, Manifest manifest, Path to) throws IOException {
        GenerationSpec spec = Objects.requireNonNull(manifest.generation());
        Files.createDirectories(to.resolve("onnx"));
        ModelProto model = ModelProto.parseFrom(Files.readAllBytes(from.resolve("model_int8.onnx")));
        GraphProto.Builder graph = model.getGraph().toBuilder();
        takeIn(from, graph);
        inputs(graph);
        attention(graph);
        logits(graph, spec.vocabularySize());
        Files.write(
                to.resolve("onnx/model_quantized.onnx"),
                model.toBuilder().setGraph(graph).build().toByteArray());
        Files.writeString(to.resolve("config.json"), config(graph, spec));
    }

    /** Without end tokens: answers are as long as they are asked to be. */
    private static String config(GraphProto.Builder graph, GenerationSpec spec) {
        long heads = graph.getNodeList().stream()
                .filter(node -> node.getOpType().equals("GroupQueryAttention"))
                .findFirst()
                .orElseThrow()
                .getAttributeList()
                .stream()
                .filter(attribute -> attribute.getName().equals("num_heads"))
                .findFirst()
                .orElseThrow()
                .getI();
        return """
                {"model_type": "llama", "architectures": ["LlamaForCausalLM"], "hidden_size": %d, "intermediate_size": %d,
                 "num_hidden_layers": %d, "num_attention_heads": %d, "num_key_value_heads": %d, "head_dim": %d,
                 "vocab_size": %d, "max_position_embeddings": %d}""".formatted(
                        heads * spec.headSize(),
                        FEED_FORWARD,
                        spec.layers(),
                        heads,
                        spec.keyValueHeads(),
                        spec.headSize(),
                        spec.vocabularySize(),
                        spec.contextLength());
    }

    private static void takeIn(Path folder, GraphProto.Builder graph) throws IOException {
        for (TensorProto.Builder tensor : graph.getInitializerBuilderList()) {
            if (tensor.getDataLocation() == TensorProto.DataLocation.EXTERNAL) {
                Map<String, String> place = new HashMap<>();
                for (StringStringEntryProto entry : tensor.getExternalDataList()) {
                    place.put(entry.getKey(), entry.getValue());
                }
                byte[] bytes = new byte[Integer.parseInt(place.get("length"))];
                try (RandomAccessFile file = new RandomAccessFile(
                        folder.resolve(place.get("location")).toFile(), "r")) {
                    file.seek(Long.parseLong(place.get("offset")));
                    file.readFully(bytes);
                }
                tensor.clearExternalData().clearDataLocation().setRawData(ByteString.copyFrom(bytes));
            }
        }
    }

    /** Counts the mask where ours is told the length. */
    private static void inputs(GraphProto.Builder graph) {
        List<ValueInfoProto> caches = graph.getInputList().stream()
                .filter(input -> input.getName().startsWith("past_key_values."))
                .toList();
        graph.clearInput()
                .addInput(value("input_ids", INT64, dim(1), dim("sequence")))
                .addInput(value("attention_mask", INT64, dim(1), dim("total")))
                .addAllInput(caches);
        graph.addInitializer(longs("mask_axis", 1))
                .addInitializer(longs("mask_one", 1))
                .addInitializer(longs("mask_second", 1));
        List<NodeProto> before = List.of(
                node("ReduceSum", List.of("attention_mask", "mask_axis"), "mask_count").toBuilder()
                        .addAttribute(AttributeProto.newBuilder()
                                .setName("keepdims")
                                .setType(AttributeProto.AttributeType.INT)
                                .setI(0))
                        .build(),
                node("Sub", List.of("mask_count", "mask_one"), "mask_last"),
                cast("mask_last", "seqlens_k"),
                node("Shape", List.of("attention_mask"), "mask_shape"),
                node("Gather", List.of("mask_shape", "mask_second"), "mask_length"),
                cast("mask_length", "total_sequence_length"));
        for (int i = 0; i < before.size(); i++) {
            graph.addNode(i, before.get(i));
        }
    }

    /** As the exporters write it, without the output of scores: asking for it is how our graph gets the faster kernel. */
    private static void attention(GraphProto.Builder graph) {
        for (NodeProto.Builder node : graph.getNodeBuilderList()) {
            if (node.getOpType().equals("GroupQueryAttention")) {
                List<String> outputs = List.copyOf(node.getOutputList().subList(0, 3));
                List<AttributeProto> attributes = node.getAttributeList().stream()
                        .filter(attribute -> !attribute.getName().equals("qk_output"))
                        .toList();
                node.clearOutput().addAllOutput(outputs).clearAttribute().addAllAttribute(attributes);
            }
        }
    }

    private static void logits(GraphProto.Builder graph, int vocabulary) {
        for (TensorProto.Builder tensor : graph.getInitializerBuilderList()) {
            if (tensor.getName().equals("logits_dims")) {
                tensor.clear()
                        .mergeFrom(longs("logits_dims", 1, 1, vocabulary).toBuilder()
                                .build());
            }
        }
        graph.setOutput(0, value("logits", FLOAT, dim(1), dim("kept"), dim(vocabulary)));
    }

    private static NodeProto node(String type, List<String> inputs, String output) {
        return NodeProto.newBuilder()
                .setOpType(type)
                .setName(output)
                .addAllInput(inputs)
                .addOutput(output)
                .build();
    }

    private static NodeProto cast(String input, String output) {
        return node("Cast", List.of(input), output).toBuilder()
                .addAttribute(AttributeProto.newBuilder()
                        .setName("to")
                        .setType(AttributeProto.AttributeType.INT)
                        .setI(INT32))
                .build();
    }

    private static TensorProto longs(String name, long... values) {
        TensorProto.Builder tensor =
                TensorProto.newBuilder().setName(name).setDataType(INT64).addDims(values.length);
        for (long value : values) {
            tensor.addInt64Data(value);
        }
        return tensor.build();
    }

    private static ValueInfoProto value(String name, int type, TensorShapeProto.Dimension... dims) {
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(type)
                                .setShape(TensorShapeProto.newBuilder().addAllDim(List.of(dims)))))
                .build();
    }

    private static TensorShapeProto.Dimension dim(long size) {
        return TensorShapeProto.Dimension.newBuilder().setDimValue(size).build();
    }

    private static TensorShapeProto.Dimension dim(String symbol) {
        return TensorShapeProto.Dimension.newBuilder().setDimParam(symbol).build();
    }
}
