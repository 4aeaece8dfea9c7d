package dev.nearside.catalog;

import dev.nearside.json.JsonCursor;
import dev.nearside.json.JsonObject;
import dev.nearside.runtime.ExecutionProvider;
import dev.nearside.runtime.ModelFiles;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a language model needs of a device, known before any of its files is fetched.
 *
 * @param weights bytes of the files that a provider loads, by its label
 * @param layers how many pairs of key-value caches there are
 * @param keyValueHeads heads of each of them
 * @param cacheBytesPerToken bytes of all caches for a token of the context
 * @param contextLength tokens of prompt and answer together, at most
 */
public record ModelNeeds(
        Map<String, Long> weights, int layers, int keyValueHeads, long cacheBytesPerToken, int contextLength) {

    public ModelNeeds {
        weights = Collections.unmodifiableMap(new LinkedHashMap<>(weights));
        if (layers < 1 || keyValueHeads < 1 || cacheBytesPerToken < 1 || contextLength < 1) {
            throw new IllegalArgumentException("layers, heads, cache and context are 1 or more, not " + layers + ", "
                    + keyValueHeads + ", " + cacheBytesPerToken + " and " + contextLength);
        }
    }

    /** Those of an installed model; empty if it generates no text. */
    static Optional<ModelNeeds> of(Manifest manifest) {
        GenerationSpec spec = manifest.generation();
        if (spec == null) {
            return Optional.empty();
        }
        Map<String, Long> weights = new LinkedHashMap<>();
        for (ExecutionProvider provider : ExecutionProvider.values()) {
            if (manifest.runtime().graphFor(provider).isPresent()) {
                weights.put(provider.label(), bytes(manifest, manifest.filesFor(provider)));
            }
        }
        return Optional.of(new ModelNeeds(
                weights, spec.layers(), spec.keyValueHeads(), spec.cacheBytesPerToken(), spec.contextLength()));
    }

    /** The needs of a manifest's model on its way into memory. */
    public static ModelNeeds require(Manifest manifest) {
        return of(manifest)
                .orElseThrow(() -> new IllegalArgumentException(manifest.id() + " generates no text: nothing to plan"));
    }

    private static long bytes(Manifest manifest, ModelFiles files) {
        List<String> paths = new ArrayList<>(files.externalData());
        paths.add(files.graph());
        return manifest.files().stream()
                .filter(file -> paths.contains(file.path()))
                .mapToLong(ModelFile::bytes)
                .sum();
    }

    /** Bytes of the files that this provider loads; empty if the model does not run there. */
    public Optional<Long> weightsFor(ExecutionProvider provider) {
        return Optional.ofNullable(weights.get(provider.label()));
    }

    /**
     * Reads them.
     *
     * @throws dev.nearside.error.InvalidInput if a field is missing or of another type
     */
    public static ModelNeeds read(JsonCursor json) {
        Map<String, Long> weights = new LinkedHashMap<>();
        for (Map.Entry<String, JsonCursor> entry :
                json.field("weights").fields().entrySet()) {
            weights.put(entry.getKey(), entry.getValue().asLong());
        }
        return new ModelNeeds(
                weights,
                json.field("layers").asInt(),
                json.field("keyValueHeads").asInt(),
                json.field("cacheBytesPerToken").asLong(),
                json.field("contextLength").asInt());
    }

    JsonObject toJson() {
        JsonObject.Builder bytes = JsonObject.builder();
        for (Map.Entry<String, Long> entry : weights.entrySet()) {
            bytes = bytes.put(entry.getKey(), entry.getValue().longValue());
        }
        return JsonObject.builder()
                .put("weights", bytes.build())
                .put("layers", layers)
                .put("keyValueHeads", keyValueHeads)
                .put("cacheBytesPerToken", cacheBytesPerToken)
                .put("contextLength", contextLength)
                .build();
    }
}
