package dev.nearside.server.hub.layout;

import dev.nearside.error.InvalidInput;
import dev.nearside.json.JsonCursor;
import dev.nearside.runtime.ExecutionProvider;
import dev.nearside.server.hub.transfer.RemoteFile;
import dev.nearside.server.hub.transfer.RepositoryListing;
import dev.nearside.tensor.ElementType;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Which of a repository's graphs each provider is given. One manifest describes the inputs of all of them, so they have
 * to agree on the caches' type; the variants with caches of 32 bits run on every adapter, those with 16 only where the
 * GPU has {@code shader-f16}, and come second.
 *
 * @param graphs the graph's path in the repository, by provider
 * @param cache the caches' element type
 */
record GraphChoice(Map<ExecutionProvider, String> graphs, ElementType cache) {
    private static final List<String> STEMS = List.of("onnx/model", "onnx/decoder_model_merged");

    /** 4 bits for the GPU, which is bound by memory; whole matrices where there are only those. */
    private static final List<String> GPU = List.of("_q4", "", "_quantized", "_int8", "_uint8");

    /** Integer products for processors: MatMulNBits, which 4 bits need, has no fast kernel in WebAssembly. */
    private static final List<String> PROCESSOR = List.of("_quantized", "_int8", "_uint8", "_q4", "");

    private static final List<String> HALF = List.of("_q4f16", "_fp16");
    private static final String DATA = "_data";

    GraphChoice {
        graphs = Map.copyOf(graphs);
    }

    /**
     * Chooses.
     *
     * @param config the repository's {@code config.json}
     * @throws InvalidInput if it has no graphs in that layout
     */
    static GraphChoice of(RepositoryListing listing, JsonCursor config) {
        for (String stem : STEMS) {
            Optional<GraphChoice> choice = choose(
                            listing, stem, without(half(config), GPU), without(half(config), PROCESSOR))
                    .map(graphs -> new GraphChoice(graphs, ElementType.FLOAT32))
                    .or(() -> choose(listing, stem, HALF, HALF)
                            .map(graphs -> new GraphChoice(graphs, ElementType.FLOAT16)));
            if (choice.isPresent()) {
                return choice.get();
            }
        }
        throw new InvalidInput(listing.repository() + " has no language model in the layout of transformers.js"
                + " (onnx/model.onnx, onnx/model_q4.onnx, …); look for its conversion, for example by onnx-community");
    }

    /** The graph for that provider. */
    String graph(ExecutionProvider provider) {
        return Objects.requireNonNull(graphs.get(provider), "there is a graph for every provider");
    }

    /** The files that hold a graph's external data, as {@code model_q4.onnx_data}, {@code model_q4.onnx_data_1}. */
    static List<RemoteFile> externalData(RepositoryListing listing, String graph) {
        return listing.files().stream()
                .filter(file -> file.path().matches("\\Q" + graph + DATA + "\\E(_\\d+)?"))
                .toList();
    }

    /** Every graph once. */
    Set<String> distinct() {
        return new LinkedHashSet<>(graphs.values());
    }

    private static Optional<Map<ExecutionProvider, String>> choose(
            RepositoryListing listing, String stem, List<String> gpu, List<String> processor) {
        Optional<String> forGpu = first(listing, stem, gpu);
        Optional<String> forProcessor = first(listing, stem, processor);
        if (forGpu.isEmpty() || forProcessor.isEmpty()) {
            return Optional.empty();
        }
        Map<ExecutionProvider, String> graphs = new EnumMap<>(ExecutionProvider.class);
        graphs.put(ExecutionProvider.WEBGPU, forGpu.get());
        graphs.put(ExecutionProvider.WASM, forProcessor.get());
        graphs.put(ExecutionProvider.CPU, forProcessor.get());
        return Optional.of(graphs);
    }

    private static Optional<String> first(RepositoryListing listing, String stem, List<String> suffixes) {
        return suffixes.stream()
                .map(suffix -> stem + suffix + ".onnx")
                .filter(path -> listing.find(path).isPresent())
                .findFirst();
    }

    /** The variants whose caches have 16 bits, as the repository says. */
    private static List<String> half(JsonCursor config) {
        List<String> half = new ArrayList<>(HALF);
        config.optional("transformers.js_config")
                .flatMap(js -> js.optional("kv_cache_dtype"))
                .filter(types -> types.value() instanceof dev.nearside.json.JsonObject)
                .ifPresent(types -> types.fields().keySet().forEach(name -> half.add("_" + name)));
        return half;
    }

    private static List<String> without(List<String> unwanted, List<String> suffixes) {
        return suffixes.stream().filter(suffix -> !unwanted.contains(suffix)).toList();
    }
}
