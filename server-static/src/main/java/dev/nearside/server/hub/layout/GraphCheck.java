package dev.nearside.server.hub.layout;

import dev.nearside.catalog.GenerationSpec;
import dev.nearside.catalog.GoldenCase;
import dev.nearside.catalog.RuntimeSpec;
import dev.nearside.error.InvalidInput;
import dev.nearside.runtime.ExecutionProvider;
import dev.nearside.runtime.InferenceRuntime;
import dev.nearside.runtime.InferenceSession;
import dev.nearside.runtime.ModelFiles;
import dev.nearside.runtime.SessionOptions;
import dev.nearside.server.onnx.OnnxRuntime;
import dev.nearside.tensor.HostTensor;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Opens the downloaded graphs with ONNX Runtime, and runs each on the golden case's input. */
final class GraphCheck {
    /** By provider, how far a result may be off, as a part of the largest number in it. */
    private static final Map<ExecutionProvider, Double> TOLERANCE = Map.of(
            ExecutionProvider.CPU, 0.02,
            ExecutionProvider.WASM, 0.05,
            ExecutionProvider.WEBGPU, 0.05);

    private final RuntimeSpec runtime;
    private final GoldenCase golden;

    /**
     * Runs them.
     *
     * @throws InvalidInput if they are no language model's graphs, or differ in their inputs
     * @throws dev.nearside.error.InferenceFailed if ONNX Runtime cannot run one
     */
    GraphCheck(String id, Path folder, GraphFiles files, GenerationSpec spec) {
        GoldenRun run = new GoldenRun(spec);
        Map<String, Map<String, HostTensor>> results = new LinkedHashMap<>();
        RuntimeSpec found = null;
        Map<String, HostTensor> inputs = Map.of();
        try (InferenceRuntime onnx = new OnnxRuntime(wanted -> folder.resolve(wanted.graph()))) {
            for (String graph : files.graphs().values()) {
                if (results.containsKey(graph)) {
                    continue;
                }
                List<String> data = files.externalData().getOrDefault(graph, List.of());
                try (InferenceSession session =
                        onnx.open(new ModelFiles(id, graph, data), SessionOptions.on(ExecutionProvider.CPU))) {
                    RuntimeSpec own =
                            new RuntimeSpec(files.graphs(), files.externalData(), session.inputs(), session.outputs());
                    if (found != null && !found.inputs().equals(own.inputs())) {
                        throw new InvalidInput("the graphs " + results.keySet() + " and " + graph
                                + " have different inputs, which one manifest cannot describe");
                    }
                    found = own;
                    inputs = run.inputs(own.inputs());
                    results.put(graph, run.expected(session, inputs));
                }
            }
        }
        if (found == null) {
            throw new IllegalArgumentException("no graphs were given");
        }
        this.runtime = found;
        this.golden = golden(inputs, files, results);
    }

    /** What sessions are made from. */
    RuntimeSpec runtime() {
        return runtime;
    }

    GoldenCase golden() {
        return golden;
    }

    private static GoldenCase golden(
            Map<String, HostTensor> inputs, GraphFiles files, Map<String, Map<String, HostTensor>> results) {
        String reference = files.graph(ExecutionProvider.CPU);
        Map<ExecutionProvider, Map<String, HostTensor>> own = new EnumMap<>(ExecutionProvider.class);
        Map<ExecutionProvider, Double> tolerance = new EnumMap<>(ExecutionProvider.class);
        TOLERANCE.forEach((provider, part) -> {
            String graph = files.graph(provider);
            Map<String, HostTensor> expected = results.getOrDefault(graph, Map.of());
            tolerance.put(provider, part * Math.max(1e-3, GoldenRun.largest(expected)));
            if (!graph.equals(reference)) {
                own.put(provider, expected);
            }
        });
        return new GoldenCase(inputs, results.getOrDefault(reference, Map.of()), own, tolerance);
    }
}
