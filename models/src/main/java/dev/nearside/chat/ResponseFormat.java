package dev.nearside.chat;

import dev.nearside.json.JsonCursor;
import dev.nearside.json.JsonObject;

/** What form an answer has to have. */
public sealed interface ResponseFormat {
    /** Any text. */
    ResponseFormat TEXT = new Text();

    /** Any JSON object. */
    ResponseFormat JSON_OBJECT = new AnyObject();

    /** Any text. */
    record Text() implements ResponseFormat {}

    /** Any JSON object. */
    record AnyObject() implements ResponseFormat {}

    /**
     * JSON that fits a schema.
     *
     * @param name the schema's name, for messages
     * @param schema a JSON Schema; which part of JSON Schema is understood stands in docs/structured-output.md
     */
    record Schema(String name, JsonObject schema) implements ResponseFormat {}

    /** Reads {@code response_format}. */
    static ResponseFormat read(JsonCursor json) {
        JsonCursor type = json.field("type");
        return switch (type.asString()) {
            case "text" -> TEXT;
            case "json_object" -> JSON_OBJECT;
            case "json_schema" -> {
                JsonCursor inner = json.field("json_schema");
                String name = inner.optional("name").map(JsonCursor::asString).orElse("schema");
                yield new Schema(name, inner.field("schema").asObject());
            }
            default -> throw type.error("'" + type.asString() + "' is unknown; use text, json_object or json_schema");
        };
    }
}
