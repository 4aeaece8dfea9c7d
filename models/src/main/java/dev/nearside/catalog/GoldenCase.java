package dev.nearside.catalog;

import dev.nearside.error.ProviderUnavailable;
import dev.nearside.json.JsonCursor;
import dev.nearside.json.JsonObject;
import dev.nearside.runtime.ExecutionProvider;
import dev.nearside.tensor.HostTensor;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One run with known result, computed once by a reference runtime. A provider that does not come to it is not used.
 *
 * @param input every input by name
 * @param expected outputs by name; outputs not named here are not compared
 * @param tolerance by provider, the largest absolute difference that still passes
 */
public record GoldenCase(
        Map<String, HostTensor> input, Map<String, HostTensor> expected, Map<ExecutionProvider, Double> tolerance) {

    public GoldenCase {
        input = Collections.unmodifiableMap(new LinkedHashMap<>(input));
        expected = Collections.unmodifiableMap(new LinkedHashMap<>(expected));
        tolerance = Collections.unmodifiableMap(new LinkedHashMap<>(tolerance));
    }

    /**
     * The tolerance on that provider.
     *
     * @throws ProviderUnavailable if the manifest names none, so that the model is not meant to run there
     */
    public double toleranceOn(ExecutionProvider provider) {
        Double found = tolerance.get(provider);
        if (found == null) {
            throw new ProviderUnavailable("the golden case has no tolerance for " + provider.label());
        }
        return found;
    }

    static GoldenCase read(JsonCursor json) {
        Map<ExecutionProvider, Double> tolerance = new EnumMap<>(ExecutionProvider.class);
        for (Map.Entry<String, JsonCursor> entry :
                json.field("tolerance").fields().entrySet()) {
            if (!ManifestChecks.isProvider(entry.getKey())) {
                throw entry.getValue().error("'" + entry.getKey() + "' is no provider; there are webgpu, wasm and cpu");
            }
            tolerance.put(
                    ExecutionProvider.ofLabel(entry.getKey()), entry.getValue().asDouble());
        }
        return new GoldenCase(readTensors(json.field("input")), readTensors(json.field("expected")), tolerance);
    }

    private static Map<String, HostTensor> readTensors(JsonCursor json) {
        Map<String, HostTensor> tensors = new LinkedHashMap<>();
        for (Map.Entry<String, JsonCursor> entry : json.fields().entrySet()) {
            tensors.put(entry.getKey(), TensorJson.read(entry.getValue()));
        }
        return tensors;
    }

    JsonObject toJson() {
        JsonObject.Builder limits = JsonObject.builder();
        for (Map.Entry<ExecutionProvider, Double> entry : tolerance.entrySet()) {
            limits = limits.put(entry.getKey().label(), entry.getValue());
        }
        return JsonObject.builder()
                .put("input", writeTensors(input))
                .put("expected", writeTensors(expected))
                .put("tolerance", limits.build())
                .build();
    }

    private static JsonObject writeTensors(Map<String, HostTensor> tensors) {
        JsonObject.Builder json = JsonObject.builder();
        for (Map.Entry<String, HostTensor> entry : tensors.entrySet()) {
            json = json.put(entry.getKey(), TensorJson.write(entry.getValue()));
        }
        return json.build();
    }
}
