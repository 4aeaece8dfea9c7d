package dev.nearside.generation;

import dev.nearside.json.JsonArray;
import dev.nearside.json.JsonBool;
import dev.nearside.json.JsonNull;
import dev.nearside.json.JsonNumber;
import dev.nearside.json.JsonObject;
import dev.nearside.json.JsonString;
import dev.nearside.json.JsonValue;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether a value fits a schema, by the words of JSON Schema for the part that is supported. */
final class SchemaCheck {
    private final JsonObject root;

    SchemaCheck(JsonObject root) {
        this.root = root;
    }

    boolean fits(JsonValue value) {
        return fits(value, root);
    }

    private boolean fits(JsonValue value, JsonValue schemaValue) {
        if (!(schemaValue instanceof JsonObject schema)) {
            return schemaValue.equals(new JsonBool(true));
        }
        Map<String, JsonValue> words = schema.members();
        if (words.get("$ref") instanceof JsonString reference) {
            return fits(value, target(reference.value()));
        }
        return (!words.containsKey("const") || value.equals(words.get("const")))
                && (!(words.get("enum") instanceof JsonArray values)
                        || values.items().contains(value))
                && (!(words.get("anyOf") instanceof JsonArray any)
                        || any.items().stream().anyMatch(one -> fits(value, one)))
                && fitsType(value, words.get("type"))
                && fitsLengths(value, words)
                && fitsMembers(value, words);
    }

    private JsonValue target(String reference) {
        if (reference.equals("#")) {
            return root;
        }
        JsonObject definitions = (JsonObject) root.get("$defs").orElseThrow();
        return definitions.get(reference.substring("#/$defs/".length())).orElseThrow();
    }

    private static boolean fitsType(JsonValue value, @Nullable JsonValue type) {
        if (type instanceof JsonArray types) {
            return types.items().stream().anyMatch(one -> fitsType(value, one));
        }
        if (!(type instanceof JsonString name)) {
            return true;
        }
        return switch (name.value()) {
            case "object" -> value instanceof JsonObject;
            case "array" -> value instanceof JsonArray;
            case "string" -> value instanceof JsonString;
            case "number" -> value instanceof JsonNumber;
            case "integer" ->
                value instanceof JsonNumber number && number.text().matches("-?\\d+");
            case "boolean" -> value instanceof JsonBool;
            case "null" -> value == JsonNull.NULL;
            default -> false;
        };
    }

    private static boolean fitsLengths(JsonValue value, Map<String, JsonValue> words) {
        if (value instanceof JsonString string) {
            int length = string.value().codePointCount(0, string.value().length());
            return length >= number(words, "minLength", 0) && length <= number(words, "maxLength", Integer.MAX_VALUE);
        }
        if (value instanceof JsonArray array) {
            int size = array.items().size();
            return size >= number(words, "minItems", 0) && size <= number(words, "maxItems", Integer.MAX_VALUE);
        }
        return true;
    }

    private boolean fitsMembers(JsonValue value, Map<String, JsonValue> words) {
        if (value instanceof JsonArray array && words.containsKey("items")) {
            return array.items().stream().allMatch(item -> fits(item, words.get("items")));
        }
        if (!(value instanceof JsonObject object)) {
            return true;
        }
        Map<String, JsonValue> properties =
                words.get("properties") instanceof JsonObject named ? named.members() : Map.of();
        List<JsonValue> required = words.get("required") instanceof JsonArray names ? names.items() : List.of();
        JsonValue others = words.getOrDefault("additionalProperties", new JsonBool(true));
        return required.stream().allMatch(name -> object.members().containsKey(((JsonString) name).value()))
                && object.members().entrySet().stream()
                        .allMatch(member -> fits(member.getValue(), properties.getOrDefault(member.getKey(), others)));
    }

    private static int number(Map<String, JsonValue> words, String name, int otherwise) {
        return words.get(name) instanceof JsonNumber number ? number.asInt() : otherwise;
    }
}
