package dev.nearside.chat;

import dev.nearside.json.JsonArray;
import dev.nearside.json.JsonCursor;
import dev.nearside.json.JsonObject;

/**
 * One turn of a conversation.
 *
 * @param role who speaks
 * @param content what is said; the parts of a message that came in parts, a line break between them
 */
public record ChatMessage(Role role, String content) {

    /** Something the person said. */
    public static ChatMessage user(String content) {
        return new ChatMessage(Role.USER, content);
    }

    /** Something the model said. */
    public static ChatMessage assistant(String content) {
        return new ChatMessage(Role.ASSISTANT, content);
    }

    /** Instructions for the whole conversation. */
    public static ChatMessage system(String content) {
        return new ChatMessage(Role.SYSTEM, content);
    }

    /**
     * Reads a message of a request.
     *
     * @throws dev.nearside.error.InvalidInput if it has another role, calls tools, or holds what is not text
     */
    static ChatMessage read(JsonCursor json) {
        JsonCursor label = json.field("role");
        Role role = Role.ofLabel(label.asString());
        if (role == null) {
            throw label.error(
                    "'" + label.asString() + "' is not supported; roles are system, developer, user and assistant");
        }
        for (String name : new String[] {"tool_calls", "function_call", "audio"}) {
            if (json.optional(name).isPresent()) {
                throw json.field(name).error("is not supported: the model answers with text only");
            }
        }
        return new ChatMessage(role, content(json.field("content")));
    }

    private static String content(JsonCursor json) {
        if (!(json.value() instanceof JsonArray)) {
            return json.asString();
        }
        StringBuilder text = new StringBuilder();
        for (JsonCursor part : json.items()) {
            JsonCursor type = part.field("type");
            if (!type.asString().equals("text")) {
                throw type.error("'" + type.asString() + "' is not supported; the model reads text only");
            }
            if (text.length() > 0) {
                text.append('\n');
            }
            text.append(part.field("text").asString());
        }
        return text.toString();
    }

    JsonObject toJson() {
        return JsonObject.builder()
                .put("role", role.label())
                .put("content", content)
                .build();
    }
}
