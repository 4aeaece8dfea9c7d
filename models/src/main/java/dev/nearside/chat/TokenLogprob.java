package dev.nearside.chat;

import dev.nearside.json.JsonArray;
import dev.nearside.json.JsonNumber;
import dev.nearside.json.JsonObject;
import dev.nearside.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A token of an answer and how likely the model found it, before temperature and penalties.
 *
 * @param token its text; U+FFFD where its bytes are no whole character
 * @param logprob natural logarithm of its probability, 0 or less
 * @param top the likeliest tokens in its place, likeliest first; theirs is empty
 */
public record TokenLogprob(String token, double logprob, List<TokenLogprob> top) {
    /** What OpenAI writes for tokens of no probability: JSON has no infinity. */
    private static final double LEAST = -9999;

    public TokenLogprob {
        top = List.copyOf(top);
    }

    JsonObject toJson() {
        List<JsonValue> alternatives = new ArrayList<>();
        for (TokenLogprob other : top) {
            alternatives.add(other.head().build());
        }
        return head().put("top_logprobs", new JsonArray(alternatives)).build();
    }

    private JsonObject.Builder head() {
        List<JsonValue> bytes = new ArrayList<>();
        for (byte b : token.getBytes(StandardCharsets.UTF_8)) {
            bytes.add(JsonNumber.of(b & 0xFF));
        }
        return JsonObject.builder()
                .put("token", token)
                .put("logprob", Math.max(LEAST, logprob))
                .put("bytes", new JsonArray(bytes));
    }

    /** OpenAI's {@code logprobs} member for a run of tokens. */
    static JsonObject list(List<TokenLogprob> tokens) {
        List<JsonValue> items = new ArrayList<>();
        for (TokenLogprob token : tokens) {
            items.add(token.toJson());
        }
        return JsonObject.builder().put("content", new JsonArray(items)).build();
    }
}
