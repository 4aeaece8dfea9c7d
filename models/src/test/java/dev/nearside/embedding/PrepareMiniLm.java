package dev.nearside.embedding;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import dev.nearside.build.Calibration;
import dev.nearside.build.QuantizedGraph;
import dev.nearside.catalog.GoldenCase;
import dev.nearside.catalog.Manifest;
import dev.nearside.catalog.ManifestReader;
import dev.nearside.catalog.ManifestWriter;
import dev.nearside.catalog.ModelFile;
import dev.nearside.catalog.Sha256;
import dev.nearside.runtime.ExecutionProvider;
import dev.nearside.tensor.ElementType;
import dev.nearside.tensor.HostTensor;
import dev.nearside.tensor.Shape;
import dev.nearside.tensor.Tensor;
import dev.nearside.tokenizer.Tokenizer;
import dev.nearside.tokenizer.Tokenizers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * Writes what is committed of {@code all-minilm-l6-v2}: runs the float32 model on sample texts and on random tokens to see
 * the ranges of its activations ({@code calibration.json}), quantises it, and runs both graphs on the golden text. To be
 * run by hand, in {@code models}, with the class path of the tests; arguments: none.
 */
final class PrepareMiniLm {
    private static final Path FOLDER = Path.of("src", "main", "gathered", "all-minilm-l6-v2");
    private static final String FP32 = "all-minilm-l6-v2.onnx";
    private static final String INT8 = "all-minilm-l6-v2-int8.onnx";

    /** Single channels of these reach 25 times the others: as bytes they lose more than all other tensors together. */
    private static final Set<String> KEPT = Set.of(
            "/encoder/layer.0/intermediate/intermediate_act_fn/Mul_1_output_0",
            "/encoder/layer.1/intermediate/intermediate_act_fn/Mul_1_output_0");

    /** Of 40 tokens, as some GPU drivers compute attention wrongly from 32 on. */
    private static final String GOLDEN = "The lighthouse keeper wrote down the weather every evening: wind from the"
            + " north-west, 12 °C, a falling barometer, and two ships waiting in the bay for the tide to turn.";

    private static final int RANDOM_TEXTS = 200;
    private static final int FIRST_WORD = 999;

    private final byte[] model = MiniLm.bytes(MiniLm.UNPACKED.resolve(FP32));
    private final Tokenizer tokenizer = Tokenizers.fromJson(MiniLm.tokenizerJson());

    public static void main(String[] arguments) throws IOException {
        new PrepareMiniLm().run();
    }

    private void run() throws IOException {
        Calibration calibration = new Calibration(FP32, INT8, ranges());
        Files.writeString(FOLDER.resolve("calibration.json"), calibration.toJson() + "\n");
        // Read back, so that the graph is made of what the file holds.
        byte[] quantized = QuantizedGraph.of(model, Calibration.read(calibration.toJson()));
        Files.write(MiniLm.UNPACKED.resolve(INT8), quantized);
        Path path = FOLDER.resolve("manifest.json");
        Manifest before = ManifestReader.read(Files.readString(path));
        List<ModelFile> files = new ArrayList<>();
        for (ModelFile file : before.files()) {
            files.add(file.path().equals(INT8) ? new ModelFile(INT8, quantized.length, Sha256.hexOf(quantized)) : file);
        }
        Manifest manifest = before.with(files, before.tokenizer()).with(golden(quantized));
        Files.writeString(path, ManifestWriter.write(manifest) + "\n");
    }

    private Map<String, Calibration.Range> ranges() throws IOException {
        ModelProto source = ModelProto.parseFrom(model);
        Set<String> names = inputsOfWeights(source.getGraph());
        GraphProto.Builder graph = source.getGraph().toBuilder();
        names.forEach(name -> graph.addOutput(ValueInfoProto.newBuilder().setName(name)));
        byte[] open = source.toBuilder().setGraph(graph).build().toByteArray();
        Map<String, Calibration.Range> ranges = new LinkedHashMap<>();
        try (JvmSession session = new JvmSession(open, ExecutionProvider.CPU)) {
            for (long[] ids : texts()) {
                Map<String, Tensor> outputs = session.run(feeds(ids, ids.length));
                for (String name : names) {
                    widen(
                            ranges,
                            name,
                            Objects.requireNonNull(outputs.get(name)).toHost());
                }
            }
        }
        return ranges;
    }

    private static Set<String> inputsOfWeights(GraphProto graph) {
        Set<String> weights = new LinkedHashSet<>();
        for (TensorProto tensor : graph.getInitializerList()) {
            weights.add(tensor.getName());
        }
        Set<String> names = new LinkedHashSet<>();
        for (NodeProto node : graph.getNodeList()) {
            boolean multiplies = node.getOpType().equals("MatMul") && weights.contains(node.getInput(1));
            if (multiplies && !KEPT.contains(node.getInput(0))) {
                names.add(node.getInput(0));
            }
        }
        return names;
    }

    /** Random tokens reach ranges that plain texts do not. */
    private List<long[]> texts() {
        List<long[]> all = new ArrayList<>();
        for (String line : MiniLm.lines("calibration.txt")) {
            int[] ids = tokenizer.encode(line).truncated(256).copyIds();
            all.add(LongStream.range(0, ids.length).map(i -> ids[(int) i]).toArray());
        }
        Random random = new Random(1);
        for (int i = 0; i < RANDOM_TEXTS; i++) {
            long[] ids = new long[3 + random.nextInt(119)];
            for (int at = 0; at < ids.length; at++) {
                ids[at] = FIRST_WORD + random.nextInt(tokenizer.vocabularySize() - FIRST_WORD);
            }
            ids[0] = tokenizer.idOf("[CLS]").orElseThrow();
            ids[ids.length - 1] = tokenizer.idOf("[SEP]").orElseThrow();
            all.add(ids);
        }
        return all;
    }

    private static void widen(Map<String, Calibration.Range> ranges, String name, HostTensor tensor) {
        float[] values = tensor.floats();
        int channels = (int) tensor.shape().dim(2);
        Calibration.Range range =
                ranges.computeIfAbsent(name, key -> new Calibration.Range(new float[channels], new float[channels]));
        for (int i = 0; i < values.length; i++) {
            range.widen(i % channels, values[i]);
        }
    }

    private GoldenCase golden(byte[] quantized) {
        int[] ids = tokenizer.encode(GOLDEN).copyIds();
        Map<String, HostTensor> input =
                feeds(LongStream.range(0, ids.length).map(i -> ids[(int) i]).toArray(), ids.length);
        Map<ExecutionProvider, Double> tolerance = new LinkedHashMap<>();
        tolerance.put(ExecutionProvider.CPU, 0.05);
        tolerance.put(ExecutionProvider.WASM, 0.05);
        tolerance.put(ExecutionProvider.WEBGPU, 0.01);
        return new GoldenCase(
                input, run(quantized, input), Map.of(ExecutionProvider.WEBGPU, run(model, input)), tolerance);
    }

    private static Map<String, HostTensor> run(byte[] graph, Map<String, HostTensor> input) {
        try (JvmSession session = new JvmSession(graph, ExecutionProvider.CPU)) {
            Map<String, HostTensor> outputs = new LinkedHashMap<>();
            session.run(input).forEach((name, tensor) -> outputs.put(name, tensor.toHost()));
            return outputs;
        }
    }

    private static Map<String, HostTensor> feeds(long[] ids, int real) {
        Shape shape = Shape.of(1, ids.length);
        long[] mask = LongStream.range(0, ids.length).map(i -> i < real ? 1 : 0).toArray();
        Map<String, HostTensor> feeds = new LinkedHashMap<>();
        feeds.put("input_ids", HostTensor.ofLongs(ElementType.INT64, shape, ids));
        feeds.put("attention_mask", HostTensor.ofLongs(ElementType.INT64, shape, mask));
        feeds.put("token_type_ids", HostTensor.ofLongs(ElementType.INT64, shape, new long[ids.length]));
        return feeds;
    }
}
