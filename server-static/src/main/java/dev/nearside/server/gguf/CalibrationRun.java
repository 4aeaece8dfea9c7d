package dev.nearside.server.gguf;

import dev.nearside.runtime.ExecutionProvider;
import dev.nearside.runtime.InferenceRuntime;
import dev.nearside.runtime.InferenceSession;
import dev.nearside.runtime.ModelFiles;
import dev.nearside.runtime.SessionOptions;
import dev.nearside.server.gguf.graph.ActivationSizes;
import dev.nearside.server.gguf.graph.CalibrationGraph;
import dev.nearside.server.gguf.graph.Hyperparameters;
import dev.nearside.server.onnx.OnnxRuntime;
import dev.nearside.tensor.Tensor;
import dev.nearside.tokenizer.Tokenizers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Runs a text through a written graph to see how large its activations are. */
final class CalibrationRun {
    private static final String GRAPH = "calibration.onnx";
    /** Tokens in a run; what a run gives out is about a hundred megabytes for a model of seven billion weights. */
    private static final int RUN = 32;

    private static final int MOST_TOKENS = 384;

    private CalibrationRun() {}

    /** @param graph a graph of blocks, its weights beside it */
    static ActivationSizes of(Path graph, Hyperparameters shape, byte[] tokenizer) throws IOException {
        int[] ids = Tokenizers.fromCompact(tokenizer).encode(text(), false).copyIds();
        Path calibration = graph.resolveSibling(GRAPH);
        Files.write(calibration, CalibrationGraph.of(Files.readAllBytes(graph), shape));
        ActivationSizes sizes = new ActivationSizes(shape.layers());
        try (InferenceRuntime runtime = new OnnxRuntime(files -> calibration);
                InferenceSession session = runtime.open(
                        new ModelFiles("calibration", GRAPH, List.of()), SessionOptions.on(ExecutionProvider.CPU))) {
            for (int from = 0; from < Math.min(ids.length, MOST_TOKENS); from += RUN) {
                int[] run = Arrays.copyOfRange(ids, from, Math.min(ids.length, from + RUN));
                add(session.run(DecoderInputs.of(shape, run)), sizes);
            }
        }
        Files.delete(calibration);
        return sizes;
    }

    private static void add(Map<String, Tensor> outputs, ActivationSizes sizes) {
        outputs.forEach((name, tensor) -> {
            int channels = (int) tensor.shape().dim(2);
            sizes.add(name, tensor.toHost().floats(), channels);
            tensor.close();
        });
    }

    private static String text() throws IOException {
        try (InputStream in = Objects.requireNonNull(
                CalibrationRun.class.getResourceAsStream("calibration.txt"), "calibration.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
