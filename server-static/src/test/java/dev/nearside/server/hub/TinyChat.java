package dev.nearside.server.hub;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/**
 * A chat model of one layer in the layout of transformers.js, which knows 300 tokens and nothing else: its cache holds the
 * tokens' embeddings, its logits are their products with a matrix. The weights lie beside the graph.
 */
final class TinyChat {
    static final String TEMPLATE =
            "{% for m in messages %}{{ '<|' + m.role + '|>' + m.content + '<|end|>' }}{% endfor %}"
                    + "{% if add_generation_prompt %}{{ '<|assistant|>' }}{% endif %}";
    private static final int TOKENS = 300;
    private static final int SIZE = 4;

    private TinyChat() {}

    /** Puts its files into the hub: a graph of 4 bits by name, and one of integers, which in truth are the same. */
    static void on(FakeHub hub) {
        hub.with("config.json", bytes("""
                        {"model_type": "llama", "num_hidden_layers": 1, "num_attention_heads": 2, "num_key_value_heads": 1,
                         "hidden_size": 8, "vocab_size": 300, "max_position_embeddings": 64, "bos_token_id": 0,
                         "eos_token_id": 1}"""));
        hub.with("generation_config.json", bytes("{\"eos_token_id\": [1, 2]}"));
        hub.with(
                "tokenizer_config.json",
                bytes("{\"bos_token\": \"<|begin|>\", \"eos_token\": {\"content\": \"<|end|>\"},"
                        + " \"chat_template\": \"" + TEMPLATE + "\"}"));
        hub.with("tokenizer.json", bytes(tokenizer()));
        hub.with("onnx/model_q4.onnx", graph("model_q4.onnx_data"));
        hub.with("onnx/model_q4.onnx_data", weights(1));
        hub.with("onnx/model_quantized.onnx", graph("model_quantized.onnx_data"));
        hub.with("onnx/model_quantized.onnx_data", weights(2));
        hub.with("onnx/model_q4f16.onnx", new byte[5000]);
        hub.with("README.md", bytes("# Tiny"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Every character of ASCII is a token, after the special ones. */
    private static String tokenizer() {
        StringBuilder vocabulary = new StringBuilder("\"<|begin|>\": 0, \"<|end|>\": 1");
        for (int i = 2; i < TOKENS; i++) {
            vocabulary
                    .append(", \"")
                    .append(i < 96 ? escaped((char) (i + 31)) : "token" + i)
                    .append("\": ")
                    .append(i);
        }
        return "{\"version\": \"1.0\", \"added_tokens\": [" + special(0, "<|begin|>") + ", " + special(1, "<|end|>")
                + "],"
                + " \"normalizer\": null, \"pre_tokenizer\": {\"type\": \"ByteLevel\", \"add_prefix_space\": false,"
                + " \"trim_offsets\": true, \"use_regex\": true}, \"post_processor\": null,"
                + " \"decoder\": {\"type\": \"ByteLevel\", \"add_prefix_space\": true, \"trim_offsets\": true,"
                + " \"use_regex\": true}, \"model\": {\"type\": \"BPE\", \"dropout\": null, \"unk_token\": null,"
                + " \"continuing_subword_prefix\": null, \"end_of_word_suffix\": null, \"fuse_unk\": false,"
                + " \"byte_fallback\": false, \"vocab\": {" + vocabulary + "}, \"merges\": []}}";
    }

    private static String escaped(char c) {
        return c == '"' || c == '\\' ? "\\" + c : String.valueOf(c);
    }

    private static String special(int id, String content) {
        return "{\"id\": " + id + ", \"content\": \"" + content + "\", \"single_word\": false, \"lstrip\": false,"
                + " \"rstrip\": false, \"normalized\": false, \"special\": true}";
    }

    private static byte[] weights(int seed) {
        ByteBuffer buffer = ByteBuffer.allocate(TOKENS * SIZE * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        Random random = new Random(seed);
        while (buffer.hasRemaining()) {
            buffer.putFloat((float) random.nextGaussian());
        }
        return buffer.array();
    }

    private static byte[] graph(String data) {
        GraphProto.Builder graph = GraphProto.newBuilder().setName("tiny");
        graph.addInput(value("input_ids", TensorProto.DataType.INT64, "batch", "sequence"));
        graph.addInput(value("attention_mask", TensorProto.DataType.INT64, "batch", "total"));
        graph.addInput(value("position_ids", TensorProto.DataType.INT64, "batch", "sequence"));
        graph.addOutput(value("logits", TensorProto.DataType.FLOAT, "batch", "sequence", "300"));
        graph.addInitializer(TensorProto.newBuilder()
                .setName("embeddings")
                .setDataType(TensorProto.DataType.FLOAT.getNumber())
                .addAllDims(List.of((long) TOKENS, (long) SIZE))
                .setDataLocation(TensorProto.DataLocation.EXTERNAL)
                .addExternalData(
                        StringStringEntryProto.newBuilder().setKey("location").setValue(data)));
        graph.addInitializer(TensorProto.newBuilder()
                .setName("one")
                .setDataType(TensorProto.DataType.INT64.getNumber())
                .addDims(1)
                .addInt64Data(1));
        graph.addNode(node("Gather", "rows", "embeddings", "input_ids"));
        graph.addNode(node("Transpose", "turned", "embeddings"));
        graph.addNode(node("MatMul", "logits", "rows", "turned"));
        graph.addNode(node("Unsqueeze", "heads", "rows", "one"));
        for (String part : List.of("key", "value")) {
            graph.addInput(value("past_key_values.0." + part, TensorProto.DataType.FLOAT, "batch", "1", "past", "4"));
            graph.addOutput(value("present.0." + part, TensorProto.DataType.FLOAT, "batch", "1", "total", "4"));
            graph.addNode(node("Concat", "present.0." + part, "past_key_values.0." + part, "heads").toBuilder()
                    .addAttribute(AttributeProto.newBuilder()
                            .setName("axis")
                            .setI(2)
                            .setType(AttributeProto.AttributeType.INT)));
        }
        // Padding, so that the hub treats it as a large file.
        graph.setDocString("x".repeat(2000));
        return ModelProto.newBuilder()
                .setIrVersion(8)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(17))
                .setGraph(graph)
                .build()
                .toByteArray();
    }

    private static NodeProto node(String operator, String output, String... inputs) {
        return NodeProto.newBuilder()
                .setOpType(operator)
                .addAllInput(List.of(inputs))
                .addOutput(output)
                .build();
    }

    private static ValueInfoProto value(String name, TensorProto.DataType type, String... dims) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        for (String dim : dims) {
            TensorShapeProto.Dimension.Builder size = TensorShapeProto.Dimension.newBuilder();
            boolean fixed = Character.isDigit(dim.charAt(0));
            shape.addDim(fixed ? size.setDimValue(Long.parseLong(dim)) : size.setDimParam(dim));
        }
        TypeProto.Tensor.Builder tensor =
                TypeProto.Tensor.newBuilder().setElemType(type.getNumber()).setShape(shape);
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder().setTensorType(tensor))
                .build();
    }
}
