package dev.nearside.server.gguf;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.TensorInfo;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** A graph that the converter wrote, run by ONNX Runtime without anything of ours around it. */
final class WrittenGraph implements AutoCloseable {
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    private final int layers;
    private final long[] empty;
    private final Map<String, OnnxTensor> caches = new HashMap<>();
    private int length;

    WrittenGraph(Path graph) throws OrtException {
        try (SessionOptions options = new SessionOptions()) {
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            session = environment.createSession(graph.toString(), options);
        }
        Set<String> inputs = session.getInputNames();
        layers = (inputs.size() - 3) / 2;
        NodeInfo past = Objects.requireNonNull(session.getInputInfo().get("past_key_values.0.key"));
        long[] dims = ((TensorInfo) past.getInfo()).getShape();
        empty = new long[] {1, dims[1], 0, dims[3]};
    }

    /** The same graph with the logits of every position, beside it. */
    static Path withAllLogits(Path graph) throws IOException {
        ModelProto model = ModelProto.parseFrom(Files.readAllBytes(graph));
        GraphProto.Builder changed = model.getGraph().toBuilder();
        for (int i = 0; i < changed.getNodeCount(); i++) {
            NodeProto node = changed.getNode(i);
            boolean last = node.getOpType().equals("Gather") && node.getInput(1).equals("last");
            if (last || node.getOutput(0).equals("logits")) {
                changed.setNode(
                        i,
                        NodeProto.newBuilder()
                                .setOpType("Identity")
                                .addInput(node.getInput(0))
                                .addOutput(node.getOutput(0)));
            }
        }
        changed.getOutputBuilder(0).getTypeBuilder().getTensorTypeBuilder().clearShape();
        Path beside = graph.resolveSibling("all-" + graph.getFileName());
        return Files.write(beside, model.toBuilder().setGraph(changed).build().toByteArray());
    }

    /** Appends tokens and returns the logits, of the last one or of all, as the graph has them. */
    float[] append(int... ids) throws OrtException {
        int total = length + ids.length;
        Map<String, OnnxTensor> inputs = new HashMap<>(caches);
        inputs.put("input_ids", ints(ids, 1, ids.length));
        inputs.put("seqlens_k", ints(new int[] {total - 1}, 1));
        inputs.put("total_sequence_length", ints(new int[] {total}, 1));
        for (int i = 0; i < layers && length == 0; i++) {
            for (String what : List.of("key", "value")) {
                inputs.put(
                        "past_key_values." + i + "." + what,
                        OnnxTensor.createTensor(environment, FloatBuffer.allocate(0), empty));
            }
        }
        OrtSession.Result result = session.run(inputs);
        inputs.values().forEach(OnnxTensor::close);
        for (int i = 0; i < layers; i++) {
            for (String what : List.of("key", "value")) {
                caches.put("past_key_values." + i + "." + what, (OnnxTensor)
                        result.get("present." + i + "." + what).orElseThrow());
            }
        }
        length = total;
        try (OnnxTensor logits = (OnnxTensor) result.get("logits").orElseThrow()) {
            FloatBuffer buffer = logits.getFloatBuffer();
            float[] values = new float[buffer.remaining()];
            buffer.get(values);
            return values;
        }
    }

    /** Starts anew. */
    void forget() {
        caches.values().forEach(OnnxTensor::close);
        caches.clear();
        length = 0;
    }

    /** The most likely tokens, one after the other. */
    int[] greedy(int[] prompt, int more) throws OrtException {
        forget();
        int[] answer = new int[more];
        float[] logits = append(prompt);
        for (int i = 0; i < more; i++) {
            answer[i] = FloatLlama.argmax(logits);
            if (i + 1 < more) {
                logits = append(answer[i]);
            }
        }
        return answer;
    }

    private OnnxTensor ints(int[] values, long... dims) throws OrtException {
        return OnnxTensor.createTensor(environment, IntBuffer.wrap(values), dims);
    }

    @Override
    public void close() throws OrtException {
        forget();
        session.close();
    }
}
