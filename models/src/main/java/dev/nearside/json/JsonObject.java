package dev.nearside.json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A JSON object.
 *
 * <pre>{@code
 * JsonObject.builder().put("id", "digits").put("bytes", 215_000).build().toString()
 * // {"id":"digits","bytes":215000}
 * }</pre>
 *
 * @param members its members in the order of the text
 */
public record JsonObject(Map<String, JsonValue> members) implements JsonValue {
    public JsonObject {
        members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    /** The object without members. */
    public static JsonObject empty() {
        return new JsonObject(Map.of());
    }

    public static Builder builder() {
        return new Builder();
    }

    /** The value of a member; empty if there is no such member. */
    public Optional<JsonValue> get(String name) {
        return Optional.ofNullable(members.get(name));
    }

    @Override
    public String kind() {
        return "an object";
    }

    /** The object as compact JSON. */
    @Override
    public String toString() {
        return Json.write(this);
    }

    /** Gathers members in order; a name put twice keeps its place and takes the later value. */
    public static final class Builder {
        private final Map<String, JsonValue> members = new LinkedHashMap<>();

        private Builder() {}

        public Builder put(String name, JsonValue value) {
            members.put(name, value);
            return this;
        }

        public Builder put(String name, String value) {
            return put(name, new JsonString(value));
        }

        public Builder put(String name, long value) {
            return put(name, JsonNumber.of(value));
        }

        public Builder put(String name, double value) {
            return put(name, JsonNumber.of(value));
        }

        public Builder put(String name, boolean value) {
            return put(name, new JsonBool(value));
        }

        public JsonObject build() {
            return new JsonObject(members);
        }
    }
}
