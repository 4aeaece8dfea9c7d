package dev.nearside.routing;

import dev.nearside.chat.ChatMessage;
import dev.nearside.chat.ChatRequest;
import dev.nearside.chat.Role;
import dev.nearside.json.JsonCursor;
import java.util.List;

/**
 * A chat request, as far as routing looks at it.
 *
 * @param model {@code auto}, {@code auto:private}, {@code auto:TASK}, {@code BACKEND/MODEL} or a model's id
 * @param messages the conversation
 * @param size how long it is
 * @param wishes what whoever asks wants of the routing
 * @param draw decides between upstreams of one tier by their weights; the same number, the same choice, so that a hash of
 *     the conversation's id keeps it where its prefix is cached
 * @param beyond what it holds that no model on the device can follow, for example {@code tools}; only upstreams can then answer
 */
public record RoutingRequest(
        String model, List<ChatMessage> messages, Size size, Wishes wishes, long draw, List<String> beyond) {
    public RoutingRequest {
        messages = List.copyOf(messages);
        beyond = List.copyOf(beyond);
    }

    /** A request that every model can follow. */
    public RoutingRequest(String model, List<ChatMessage> messages, Size size, Wishes wishes, long draw) {
        this(model, messages, size, wishes, draw, List.of());
    }

    /** A request whose size is estimated. */
    public static RoutingRequest of(ChatRequest chat, Wishes wishes, long draw) {
        Integer most = chat.options().maxTokens();
        Size size = Size.estimate(chat.messages(), most == null ? 0 : most);
        return new RoutingRequest(chat.model(), chat.messages(), size, wishes, draw);
    }

    /** The same, with the prompt's tokens counted. */
    public RoutingRequest withPromptTokens(int tokens) {
        return new RoutingRequest(model, messages, new Size(tokens, size.answer()), wishes, draw, beyond);
    }

    /** The same, holding what no model on the device can follow. */
    public RoutingRequest beyond(List<String> what) {
        return new RoutingRequest(model, messages, size, wishes, draw, what);
    }

    /**
     * Reads a chat request in OpenAI's JSON, which may have a member {@code nearside} with the {@linkplain Wishes#read wishes}
     * and, beside them, {@code promptTokens} where they were counted and {@code draw}.
     *
     * @throws dev.nearside.error.InvalidInput if it is none; the message starts with the path
     */
    public static RoutingRequest read(JsonCursor json) {
        ChatRequest chat = ChatRequest.read(json);
        if (json.optional("nearside").isEmpty()) {
            return of(chat, Wishes.NONE, 0);
        }
        Members extra = new Members(json.field("nearside"));
        long draw = extra.get("draw").map(JsonCursor::asLong).orElse(0L);
        RoutingRequest request = of(chat, Wishes.read(extra.json()), draw);
        return extra.get("promptTokens").isEmpty()
                ? request
                : request.withPromptTokens(extra.whole("promptTokens", 0, 0));
    }

    /** What the person said last; empty if nothing. */
    String lastOfUser() {
        for (int i = messages.size() - 1; i >= 0; i--) {
            if (messages.get(i).role() == Role.USER) {
                return messages.get(i).content();
            }
        }
        return "";
    }
}
