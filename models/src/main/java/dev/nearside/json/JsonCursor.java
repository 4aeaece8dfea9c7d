package dev.nearside.json;

import dev.nearside.error.InvalidInput;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A value and the path that led to it, so that every complaint says where: {@code files[0].sha256: expected a string,
 * found a number}.
 *
 * @param path the way from the root, for example {@code files[0].sha256}; empty for the root
 * @param value the value there
 */
public record JsonCursor(String path, JsonValue value) {

    /** A cursor on the root. */
    public static JsonCursor of(JsonValue root) {
        return new JsonCursor("", root);
    }

    /**
     * The member of that name.
     *
     * @throws InvalidInput if this is not an object or has no such member
     */
    public JsonCursor field(String name) {
        JsonValue member = asObject().members().get(name);
        if (member == null) {
            throw error("'" + name + "' is missing");
        }
        return new JsonCursor(pathOf(name), member);
    }

    /**
     * The member of that name; empty if it is absent or null.
     *
     * @throws InvalidInput if this is not an object
     */
    public Optional<JsonCursor> optional(String name) {
        JsonValue member = asObject().members().get(name);
        return member == null || member == JsonNull.NULL
                ? Optional.empty()
                : Optional.of(new JsonCursor(pathOf(name), member));
    }

    /**
     * The members in order.
     *
     * @throws InvalidInput if this is not an object
     */
    public Map<String, JsonCursor> fields() {
        Map<String, JsonCursor> fields = new LinkedHashMap<>();
        for (Map.Entry<String, JsonValue> member : asObject().members().entrySet()) {
            fields.put(member.getKey(), new JsonCursor(pathOf(member.getKey()), member.getValue()));
        }
        return fields;
    }

    /**
     * The items in order.
     *
     * @throws InvalidInput if this is not an array
     */
    public List<JsonCursor> items() {
        List<JsonCursor> items = new ArrayList<>();
        for (JsonValue item : asArray().items()) {
            items.add(new JsonCursor(path + "[" + items.size() + "]", item));
        }
        return items;
    }

    /**
     * The items, each a string.
     *
     * @throws InvalidInput if this is not an array of strings
     */
    public List<String> strings() {
        List<String> strings = new ArrayList<>();
        for (JsonCursor item : items()) {
            strings.add(item.asString());
        }
        return strings;
    }

    /** This object. @throws InvalidInput if it is something else */
    public JsonObject asObject() {
        return as(JsonObject.class, "an object");
    }

    /** This array. @throws InvalidInput if it is something else */
    public JsonArray asArray() {
        return as(JsonArray.class, "an array");
    }

    /** This string. @throws InvalidInput if it is something else */
    public String asString() {
        return as(JsonString.class, "a string").value();
    }

    /** This boolean. @throws InvalidInput if it is something else */
    public boolean asBoolean() {
        return as(JsonBool.class, "a boolean").value();
    }

    /** This number. @throws InvalidInput if it is something else, or too large for a double */
    public double asDouble() {
        double number = as(JsonNumber.class, "a number").asDouble();
        if (Double.isInfinite(number)) {
            throw error("expected a number that fits 64 bits, found " + value);
        }
        return number;
    }

    /** This integer. @throws InvalidInput if it is something else or needs more than 64 bits */
    public long asLong() {
        JsonNumber number = as(JsonNumber.class, "an integer");
        if (!JsonNumberGrammar.isLong(number.text())) {
            throw error("expected an integer of 64 bits, found " + number);
        }
        return number.asLong();
    }

    /** This integer. @throws InvalidInput if it is something else or needs more than 32 bits */
    public int asInt() {
        long number = asLong();
        if (number != (int) number) {
            throw error("expected an integer of 32 bits, found " + number);
        }
        return (int) number;
    }

    /** A complaint about this value that names its path. */
    public InvalidInput error(String what) {
        return new InvalidInput((path.isEmpty() ? "the document" : path) + ": " + what);
    }

    private <T extends JsonValue> T as(Class<T> type, String expected) {
        if (!type.isInstance(value)) {
            throw error("expected " + expected + ", found " + value.kind());
        }
        return type.cast(value);
    }

    private String pathOf(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
