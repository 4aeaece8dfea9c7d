package dev.nearside.server.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nearside.json.JsonArray;
import dev.nearside.json.JsonBool;
import dev.nearside.json.JsonNumber;
import dev.nearside.json.JsonObject;
import dev.nearside.json.JsonString;
import dev.nearside.json.JsonValue;
import java.math.BigDecimal;

/** JSON of the shared code as Jackson has it. */
final class JsonNodes {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private JsonNodes() {}

    static ObjectNode of(JsonObject object) {
        ObjectNode node = NODES.objectNode();
        object.members().forEach((name, value) -> node.set(name, of(value)));
        return node;
    }

    private static JsonNode of(JsonValue value) {
        if (value instanceof JsonObject object) {
            return of(object);
        }
        if (value instanceof JsonArray array) {
            ArrayNode node = NODES.arrayNode();
            array.items().forEach(item -> node.add(of(item)));
            return node;
        }
        if (value instanceof JsonString string) {
            return NODES.textNode(string.value());
        }
        if (value instanceof JsonBool bool) {
            return NODES.booleanNode(bool.value());
        }
        return value instanceof JsonNumber number ? number(number.text()) : NODES.nullNode();
    }

    private static JsonNode number(String text) {
        return text.matches("-?\\d{1,18}")
                ? NODES.numberNode(Long.parseLong(text))
                : NODES.numberNode(new BigDecimal(text));
    }
}
