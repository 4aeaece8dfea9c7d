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
 * @param expectedOn outputs by name for providers whose graph comes to other numbers, as a quantised one does
 * @param tolerance by provider, the largest absolute difference that still passes
 */
public record GoldenCase(
        Map<String, HostTensor> input,
        Map<String, HostTensor> expected,
        Map<ExecutionProvider, Map<String, HostTensor>> expectedOn,
        Map<ExecutionProvider, Double> tolerance) {

    public GoldenCase {
        input = Collections.unmodifiableMap(new LinkedHashMap<>(input));
        expected = Collections.unmodifiableMap(new LinkedHashMap<>(expected));
        Map<ExecutionProvider, Map<String, HostTensor>> own = new LinkedHashMap<>();
        for (Map.Entry<ExecutionProvider, Map<String, HostTensor>> entry : expectedOn.entrySet()) {
            own.put(entry.getKey(), Collections.unmodifiableMap(new LinkedHashMap<>(entry.getValue())));
        }
        expectedOn = Collections.unmodifiableMap(own);
        tolerance = Collections.unmodifiableMap(new LinkedHashMap<>(tolerance));
    }

    /** A case with one result for all providers. */
    public GoldenCase(
            Map<String, HostTensor> input, Map<String, HostTensor> expected, Map<ExecutionProvider, Double> tolerance) {
        this(input, expected, Map.of(), tolerance);
    }

    /** The outputs that are expected on that provider. */
    public Map<String, HostTensor> expected(ExecutionProvider provider) {
        Map<String, HostTensor> own = expectedOn.get(provider);
        return own != null ? own : expected;
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
        Map<ExecutionProvider, Map<String, HostTensor>> expectedOn = new EnumMap<>(ExecutionProvider.class);
        Map<String, JsonCursor> own =
                json.optional("expectedOn").map(JsonCursor::fields).orElse(Map.of());
        for (Map.Entry<String, JsonCursor> entry : own.entrySet()) {
            expectedOn.put(provider(entry), readTensors(entry.getValue()));
        }
        Map<ExecutionProvider, Double> tolerance = new EnumMap<>(ExecutionProvider.class);
        for (Map.Entry<String, JsonCursor> entry :
                json.field("tolerance").fields().entrySet()) {
            tolerance.put(provider(entry), entry.getValue().asDouble());
        }
        return new GoldenCase(
                readTensors(json.field("input")), readTensors(json.field("expected")), expectedOn, tolerance);
    }

    private static ExecutionProvider provider(Map.Entry<String, JsonCursor> entry) {
        if (!ManifestChecks.isProvider(entry.getKey())) {
            throw entry.getValue().error("'" + entry.getKey() + "' is no provider; there are webgpu, wasm and cpu");
        }
        return ExecutionProvider.ofLabel(entry.getKey());
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
        JsonObject.Builder json =
                JsonObject.builder().put("input", writeTensors(input)).put("expected", writeTensors(expected));
        if (!expectedOn.isEmpty()) {
            JsonObject.Builder own = JsonObject.builder();
            for (Map.Entry<ExecutionProvider, Map<String, HostTensor>> entry : expectedOn.entrySet()) {
                own = own.put(entry.getKey().label(), writeTensors(entry.getValue()));
            }
            json = json.put("expectedOn", own.build());
        }
        return json.put("tolerance", limits.build()).build();
    }

    private static JsonObject writeTensors(Map<String, HostTensor> tensors) {
        JsonObject.Builder json = JsonObject.builder();
        for (Map.Entry<String, HostTensor> entry : tensors.entrySet()) {
            json = json.put(entry.getKey(), TensorJson.write(entry.getValue()));
        }
        return json.build();
    }
}
