package dev.nearside.server.chat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nearside.chat.ChatChoice;
import dev.nearside.chat.ChatDelta;
import dev.nearside.chat.ChatEnvelope;
import dev.nearside.chat.ChatResult;
import dev.nearside.chat.FinishReason;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Legacy completions: {@code text_completion}, whole and in pieces alike. */
record TextEnvelope(String id, long created, String model) implements Envelope {

    static TextEnvelope of(String model) {
        return new TextEnvelope(Envelope.newId("cmpl-"), Instant.now().getEpochSecond(), model);
    }

    @Override
    public Optional<ObjectNode> opening(int choice) {
        return Optional.empty();
    }

    @Override
    public ObjectNode piece(ChatDelta delta) {
        ObjectNode json = head();
        json.withArray("choices").add(choice(delta.choice(), delta.text(), delta.finishReason()));
        return json;
    }

    @Override
    public ObjectNode closing(ChatResult result) {
        ObjectNode json = head();
        json.putArray("choices");
        return withUsage(json, result);
    }

    @Override
    public ObjectNode whole(ChatResult result) {
        ObjectNode json = head();
        for (ChatChoice choice : result.choices()) {
            int index = json.withArray("choices").size();
            json.withArray("choices").add(choice(index, choice.content(), choice.finishReason()));
        }
        return withUsage(json, result);
    }

    private ObjectNode head() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", id)
                .put("object", "text_completion")
                .put("created", created)
                .put("model", model);
    }

    private static ObjectNode choice(int index, String text, @Nullable FinishReason reason) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("text", text)
                .put("index", index)
                .putNull("logprobs")
                .put("finish_reason", reason == null ? null : reason.label());
    }

    /** The usage as chats have it. */
    private ObjectNode withUsage(ObjectNode json, ChatResult result) {
        ObjectNode usage = JsonNodes.of(new ChatEnvelope(id, created, model).closing(result));
        json.set("usage", usage.path("usage"));
        json.set("timings", usage.path("timings"));
        return json;
    }
}
