package dev.nearside.json;

import java.util.ArrayList;
import java.util.List;

/** A JSON array. */
public record JsonArray(List<JsonValue> items) implements JsonValue {
    public JsonArray {
        items = List.copyOf(items);
    }

    /** An array of strings. */
    public static JsonArray ofStrings(Iterable<String> values) {
        List<JsonValue> items = new ArrayList<>();
        for (String value : values) {
            items.add(new JsonString(value));
        }
        return new JsonArray(items);
    }

    @Override
    public String kind() {
        return "an array";
    }

    /** The array as compact JSON. */
    @Override
    public String toString() {
        return Json.write(this);
    }
}
