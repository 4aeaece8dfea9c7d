package dev.nearside.server.gguf;

import dev.nearside.catalog.GoldenCase;
import dev.nearside.catalog.RuntimeSpec;
import dev.nearside.runtime.ExecutionProvider;
import dev.nearside.runtime.InferenceRuntime;
import dev.nearside.runtime.InferenceSession;
import dev.nearside.runtime.ModelFiles;
import dev.nearside.runtime.SessionOptions;
import dev.nearside.server.gguf.graph.Hyperparameters;
import dev.nearside.server.onnx.OnnxRuntime;
import dev.nearside.tensor.HostTensor;
import dev.nearside.tensor.Tensor;
import dev.nearside.tokenizer.Tokenizers;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Runs a prompt through the written graphs on this machine's CPU: the model's golden case, and proof that they load. */
final class GoldenRun {
    /** As the hub's: some GPUs compute wrongly only what is longer than their workgroups of 32. */
    private static final int TOKENS = 40;

    private static final String PROMPT =
            "The sea was calm that morning, and the harbour lay still between the hills. Nobody had seen the ships come in"
                    + " during the night, but there they were, twelve of them, with their sails rolled up and their lanterns"
                    + " still burning";

    /**
     * Of the logits' root mean square, for the graph of blocks. On the CPU its kernel makes a byte of each activation, on
     * a GPU it need not: two right answers are as far from each other as each is from floats, 3 % of the root mean square
     * for SmolLM2, and the worst of 49,152 logits 19 %. What computes wrongly is off by more than the root mean square.
     */
    private static final double BLOCKS = 0.5;

    /** The same for the graph of integers, which processors agree on: the worst logit of SmolLM2 differs by 0.2 %. */
    private static final double INTEGERS = 0.02;

    /** For a model whose logits are all 0. */
    private static final double SMALLEST = 1e-6;

    private final Path folder;
    private final String id;
    private final Hyperparameters shape;

    GoldenRun(Path folder, String id, Hyperparameters shape) {
        this.folder = folder;
        this.id = id;
        this.shape = shape;
    }

    GoldenCase of(RuntimeSpec spec, byte[] tokenizer) {
        int[] ids = Tokenizers.fromCompact(tokenizer).encode(PROMPT).copyIds();
        int length = Math.min(Math.min(ids.length, TOKENS), shape.context());
        Map<String, HostTensor> input = DecoderInputs.of(shape, Arrays.copyOf(ids, length));
        Map<String, HostTensor> byGraph = new LinkedHashMap<>();
        spec.externalData().forEach((graph, shards) -> byGraph.put(graph, run(graph, shards, input)));
        HostTensor first = byGraph.values().iterator().next();
        Map<ExecutionProvider, Map<String, HostTensor>> others = new LinkedHashMap<>();
        Map<ExecutionProvider, Double> tolerance = new EnumMap<>(ExecutionProvider.class);
        for (ExecutionProvider provider : ExecutionProvider.values()) {
            String graph = spec.graphFor(provider).orElse("");
            HostTensor logits = byGraph.get(graph);
            if (logits == null) {
                continue;
            }
            double share = provider == ExecutionProvider.WASM ? INTEGERS : BLOCKS;
            tolerance.put(provider, Math.max(SMALLEST, share * rootMeanSquare(logits.floats())));
            if (logits != first) {
                others.put(provider, Map.of("logits", logits));
            }
        }
        return new GoldenCase(input, Map.of("logits", first), others, tolerance);
    }

    private HostTensor run(String graph, List<String> shards, Map<String, HostTensor> input) {
        try (InferenceRuntime runtime = new OnnxRuntime(files -> folder.resolve(files.graph()));
                InferenceSession session =
                        runtime.open(new ModelFiles(id, graph, shards), SessionOptions.on(ExecutionProvider.CPU))) {
            Map<String, Tensor> outputs = session.run(input);
            try {
                return Objects.requireNonNull(outputs.get("logits")).toHost();
            } finally {
                outputs.values().forEach(Tensor::close);
            }
        }
    }

    private static double rootMeanSquare(float[] values) {
        double squares = 0;
        for (float value : values) {
            squares += (double) value * value;
        }
        return Math.sqrt(squares / values.length);
    }
}
