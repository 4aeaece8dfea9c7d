package dev.nearside.chat;

import dev.nearside.json.JsonArray;
import dev.nearside.json.JsonNull;
import dev.nearside.json.JsonObject;
import dev.nearside.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What every piece of one answer carries, and the answer in OpenAI's JSON: whole, or as the chunks of a stream (first
 * {@link #opening} for each choice, then {@link #chunk} for each delta, then {@link #closing} if usage was asked for).
 *
 * @param id of the answer, for example {@code chatcmpl-1f3a}
 * @param created when, in seconds since 1970
 * @param model who answered
 */
public record ChatEnvelope(String id, long created, String model) {

    /** A {@code chat.completion}. */
    public JsonObject completion(ChatResult result) {
        List<JsonValue> choices = new ArrayList<>();
        for (ChatChoice choice : result.choices()) {
            choices.add(JsonObject.builder()
                    .put("index", choices.size())
                    .put("message", ChatMessage.assistant(choice.content()).toJson())
                    .put("logprobs", logprobs(choice.logprobs()))
                    .put("finish_reason", choice.finishReason().label())
                    .build());
        }
        return head("chat.completion")
                .put("choices", new JsonArray(choices))
                .put("usage", result.usage().toJson())
                .put("timings", result.timings().toJson())
                .build();
    }

    /** The first {@code chat.completion.chunk} of a choice, which says who speaks. */
    public JsonObject opening(int choice) {
        return chunk(choice, ChatMessage.assistant("").toJson(), null, null);
    }

    /** The {@code chat.completion.chunk} of a piece. */
    public JsonObject chunk(ChatDelta delta) {
        JsonObject content = delta.text().isEmpty()
                ? JsonObject.empty()
                : JsonObject.builder().put("content", delta.text()).build();
        return chunk(delta.choice(), content, delta.logprobs(), delta.finishReason());
    }

    /** The last chunk of a stream that asked for usage: no choices. */
    public JsonObject closing(ChatResult result) {
        return head("chat.completion.chunk")
                .put("choices", new JsonArray(List.of()))
                .put("usage", result.usage().toJson())
                .put("timings", result.timings().toJson())
                .build();
    }

    private JsonObject chunk(
            int choice, JsonObject delta, @Nullable List<TokenLogprob> logprobs, @Nullable FinishReason reason) {
        JsonObject.Builder item =
                JsonObject.builder().put("index", choice).put("delta", delta).put("logprobs", logprobs(logprobs));
        item = reason == null ? item.put("finish_reason", JsonNull.NULL) : item.put("finish_reason", reason.label());
        return head("chat.completion.chunk")
                .put("choices", new JsonArray(List.of(item.build())))
                .build();
    }

    private static JsonValue logprobs(@Nullable List<TokenLogprob> logprobs) {
        return logprobs == null ? JsonNull.NULL : TokenLogprob.list(logprobs);
    }

    private JsonObject.Builder head(String object) {
        return JsonObject.builder()
                .put("id", id)
                .put("object", object)
                .put("created", created)
                .put("model", model);
    }
}
