package dev.nearside.bench;

import dev.nearside.chat.TokenLogprob;
import dev.nearside.json.JsonCursor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A token of an answer.
 *
 * @param token its text
 * @param likely the natural logarithms of the probabilities of the likeliest tokens in its place, by text
 */
record Spoken(String token, Map<String, Double> likely) {

    static Spoken of(TokenLogprob said) {
        Map<String, Double> likely = new LinkedHashMap<>();
        said.top().forEach(other -> likely.putIfAbsent(other.token(), other.logprob()));
        return new Spoken(said.token(), likely);
    }

    /** From OpenAI's JSON. */
    static Spoken of(JsonCursor said) {
        Map<String, Double> likely = new LinkedHashMap<>();
        List<JsonCursor> top = said.field("top_logprobs").items();
        top.forEach(other -> likely.putIfAbsent(
                other.field("token").asString(), other.field("logprob").asDouble()));
        return new Spoken(said.field("token").asString(), likely);
    }
}
