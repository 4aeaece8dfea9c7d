package dev.nearside.catalog;

import dev.nearside.json.JsonArray;
import dev.nearside.json.JsonCursor;
import dev.nearside.json.JsonObject;
import dev.nearside.json.JsonValue;
import dev.nearside.runtime.ExecutionProvider;
import dev.nearside.runtime.ValueInfo;
import dev.nearside.tensor.ElementType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a session is made from, and what goes in and comes out.
 *
 * @param graph the ONNX file by provider label, or under {@code default} for every provider without one of its own
 * @param externalData by ONNX file, the files that hold its external data; most models have none
 * @param inputs the graph's inputs
 * @param outputs the graph's outputs
 */
public record RuntimeSpec(
        Map<String, String> graph,
        Map<String, List<String>> externalData,
        List<ValueInfo> inputs,
        List<ValueInfo> outputs) {

    /** The key in {@link #graph()} for every provider without a file of its own. */
    public static final String DEFAULT = "default";

    public RuntimeSpec {
        graph = Collections.unmodifiableMap(new LinkedHashMap<>(graph));
        Map<String, List<String>> ownData = new LinkedHashMap<>();
        for (Map.Entry<String, List<String>> entry : externalData.entrySet()) {
            ownData.put(entry.getKey(), List.copyOf(entry.getValue()));
        }
        externalData = Collections.unmodifiableMap(ownData);
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /** The ONNX file for that provider; empty if the model does not run there. */
    public Optional<String> graphFor(ExecutionProvider provider) {
        String own = graph.get(provider.label());
        return Optional.ofNullable(own != null ? own : graph.get(DEFAULT));
    }

    static RuntimeSpec read(JsonCursor json) {
        Map<String, String> graph = new LinkedHashMap<>();
        for (Map.Entry<String, JsonCursor> entry : json.field("graph").fields().entrySet()) {
            graph.put(entry.getKey(), entry.getValue().asString());
        }
        Map<String, List<String>> externalData = new LinkedHashMap<>();
        Map<String, JsonCursor> data =
                json.optional("externalData").map(JsonCursor::fields).orElse(Map.of());
        for (Map.Entry<String, JsonCursor> entry : data.entrySet()) {
            externalData.put(entry.getKey(), entry.getValue().strings());
        }
        return new RuntimeSpec(
                graph, externalData, readValues(json.field("inputs")), readValues(json.field("outputs")));
    }

    private static List<ValueInfo> readValues(JsonCursor json) {
        List<ValueInfo> values = new ArrayList<>();
        for (JsonCursor item : json.items()) {
            ElementType type = TensorJson.readType(item.field("type"));
            values.add(new ValueInfo(
                    item.field("name").asString(), type, item.field("dims").strings()));
        }
        return values;
    }

    JsonObject toJson() {
        JsonObject.Builder files = JsonObject.builder();
        for (Map.Entry<String, String> entry : graph.entrySet()) {
            files = files.put(entry.getKey(), entry.getValue());
        }
        JsonObject.Builder data = JsonObject.builder();
        for (Map.Entry<String, List<String>> entry : externalData.entrySet()) {
            data = data.put(entry.getKey(), JsonArray.ofStrings(entry.getValue()));
        }
        JsonObject.Builder json = JsonObject.builder().put("graph", files.build());
        if (!externalData.isEmpty()) {
            json = json.put("externalData", data.build());
        }
        return json.put("inputs", writeValues(inputs))
                .put("outputs", writeValues(outputs))
                .build();
    }

    private static JsonArray writeValues(List<ValueInfo> values) {
        List<JsonValue> items = new ArrayList<>();
        for (ValueInfo value : values) {
            items.add(JsonObject.builder()
                    .put("name", value.name())
                    .put("type", value.type().label())
                    .put("dims", JsonArray.ofStrings(value.dims()))
                    .build());
        }
        return new JsonArray(items);
    }
}
