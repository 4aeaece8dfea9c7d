package dev.nearside.chat;

import dev.nearside.json.JsonCursor;
import java.util.List;

/**
 * A request for a chat completion.
 *
 * @param model the id of the model
 * @param messages the conversation, oldest turn first; at least one
 * @param options how the answer is made
 * @param stream whether the caller wants it piece by piece
 * @param includesUsage whether a stream ends with the usage
 */
public record ChatRequest(
        String model, List<ChatMessage> messages, ChatOptions options, boolean stream, boolean includesUsage) {

    public ChatRequest {
        if (messages.isEmpty()) {
            throw new IllegalArgumentException("a conversation has at least one message");
        }
        messages = List.copyOf(messages);
    }

    /** A request whose answer comes in one piece. */
    public static ChatRequest of(String model, List<ChatMessage> messages, ChatOptions options) {
        return new ChatRequest(model, messages, options, false, false);
    }

    /**
     * Reads OpenAI's JSON. {@code top_k}, {@code min_p}, {@code repetition_penalty} and {@code truncation} (auto drops
     * the oldest turns) are read too, as other servers have them. Parameters that are unknown, or do not change the
     * answer, are ignored.
     *
     * @throws dev.nearside.error.InvalidInput if a parameter is wrong, or would change the answer in a way that is not
     *     supported, such as tools; the message starts with its path
     */
    public static ChatRequest read(JsonCursor json) {
        return ChatRequestReader.read(json);
    }
}
