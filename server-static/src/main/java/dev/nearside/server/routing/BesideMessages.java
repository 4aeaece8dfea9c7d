package dev.nearside.server.routing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;

/**
 * The text of a request that is not said by anybody, and would be sent to an upstream with the rest: descriptions of tools,
 * {@code user}, {@code metadata}, {@code stop}, names, addresses of pictures. What is private in it makes the request private.
 */
final class BesideMessages {
    /** Of the request: read elsewhere, or staying here. */
    private static final Set<String> KNOWN = Set.of("model", "messages", "nearside", "logit_bias");

    /** Of a message: its text is read elsewhere. */
    private static final Set<String> SAID =
            Set.of("role", "content", "tool_calls", "function_call", "refusal", "audio");

    /** Bytes, in which patterns find what is not there. */
    private static final Set<String> BYTES = Set.of("data", "file_data", "b64_json");

    private final StringBuilder text = new StringBuilder();

    private BesideMessages() {}

    /** All of it, a line for each piece. */
    static String textOf(ObjectNode body) {
        BesideMessages beside = new BesideMessages();
        beside.members(body, KNOWN);
        for (JsonNode message : body.path("messages")) {
            beside.members(message, SAID);
            for (JsonNode part : message.path("content")) {
                if (!part.path("type").asText().equals("text")) {
                    beside.members(part, Set.of("type"));
                }
            }
        }
        return beside.text.toString();
    }

    private void members(JsonNode object, Set<String> but) {
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            if (!but.contains(member.getKey()) && !BYTES.contains(member.getKey())) {
                add(member.getKey());
                value(member.getValue());
            }
        }
    }

    private void value(JsonNode value) {
        if (value.isTextual()) {
            add(value.asText());
        } else if (value.isObject()) {
            members(value, Set.of());
        } else {
            value.forEach(this::value);
        }
    }

    private void add(String piece) {
        if (!piece.startsWith("data:")) {
            text.append(piece).append(" ;\n");
        }
    }
}
