package dev.nearside.server.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/** Takes out of a request what only other servers can follow, keeping all text. */
final class PlainRequest {
    private static final List<String> PARAMETERS =
            List.of("tools", "functions", "tool_choice", "function_call", "audio", "web_search_options", "modalities");
    private static final List<String> CALLS = List.of("tool_calls", "function_call", "audio", "refusal");
    private static final Set<String> ANSWERS_OF_TOOLS = Set.of("tool", "function");

    private final List<String> beyond;

    private PlainRequest(List<String> beyond) {
        this.beyond = beyond;
    }

    /** A copy without it; its paths are added to the list. */
    static ObjectNode of(ObjectNode body, List<String> beyond) {
        PlainRequest reading = new PlainRequest(beyond);
        ObjectNode plain = body.objectNode();
        body.properties().forEach(member -> {
            if (!PARAMETERS.contains(member.getKey())) {
                plain.set(member.getKey(), member.getValue());
            } else if (!isIdle(member.getKey(), member.getValue())) {
                beyond.add(member.getKey());
            }
        });
        if (body.path("messages") instanceof ArrayNode messages) {
            plain.set("messages", reading.messages(messages));
        }
        return plain;
    }

    /** Whether a parameter asks for nothing. */
    private static boolean isIdle(String name, JsonNode value) {
        if (name.equals("modalities")) {
            return value.isNull()
                    || (value.size() == 1 && value.path(0).asText().equals("text"));
        }
        boolean choice = name.equals("tool_choice") || name.equals("function_call");
        return value.isNull()
                || (value.isArray() && value.isEmpty())
                || (choice && (value.asText().equals("none") || value.asText().equals("auto")));
    }

    private ArrayNode messages(ArrayNode messages) {
        ArrayNode plain = messages.arrayNode();
        for (int i = 0; i < messages.size(); i++) {
            plain.add(
                    messages.get(i) instanceof ObjectNode message
                            ? message(message, "messages[" + i + "]")
                            : messages.get(i));
        }
        return plain;
    }

    private ObjectNode message(ObjectNode message, String path) {
        ObjectNode plain = message.objectNode().setAll(message);
        if (ANSWERS_OF_TOOLS.contains(message.path("role").asText())) {
            beyond.add(path + ".role");
            plain.put("role", "user");
        }
        if (message.path("content") instanceof ArrayNode parts) {
            plain.set("content", parts(parts, path + ".content"));
        }
        StringBuilder calls = new StringBuilder();
        for (String name : CALLS) {
            JsonNode value = message.path(name);
            if (!value.isMissingNode()) {
                plain.remove(name);
            }
            if (!value.isMissingNode() && !value.isNull() && !(value.isArray() && value.isEmpty())) {
                beyond.add(path + "." + name);
                calls.append('\n').append(value);
            }
        }
        if (calls.length() > 0) {
            addText(plain, calls.substring(1));
        }
        return plain;
    }

    /** A message that calls tools often says nothing; what it passes on may be as private as what is said. */
    private static void addText(ObjectNode message, String text) {
        JsonNode content = message.path("content");
        if (content instanceof ArrayNode parts) {
            parts.addObject().put("type", "text").put("text", text);
        } else {
            message.put("content", content.isTextual() ? content.asText() + "\n" + text : text);
        }
    }

    private ArrayNode parts(ArrayNode parts, String path) {
        ArrayNode plain = parts.arrayNode();
        for (int i = 0; i < parts.size(); i++) {
            JsonNode part = parts.get(i);
            String type = part.path("type").asText();
            if (!part.isObject() || !part.path("type").isTextual() || type.equals("text")) {
                plain.add(part);
                continue;
            }
            beyond.add(path + "[" + i + "]");
            for (String name : List.of("text", "refusal")) {
                if (part.path(name).isTextual()) {
                    plain.addObject()
                            .put("type", "text")
                            .put("text", part.path(name).asText());
                }
            }
        }
        return plain;
    }
}
