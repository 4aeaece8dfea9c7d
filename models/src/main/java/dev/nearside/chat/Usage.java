package dev.nearside.chat;

import dev.nearside.json.JsonObject;

/**
 * Tokens of a request.
 *
 * @param promptTokens tokens of the conversation as the model reads it
 * @param cachedTokens how many of them were in the key-value cache already
 * @param completionTokens tokens of all answers, the end tokens included
 */
public record Usage(int promptTokens, int cachedTokens, int completionTokens) {

    JsonObject toJson() {
        return JsonObject.builder()
                .put("prompt_tokens", promptTokens)
                .put("completion_tokens", completionTokens)
                .put("total_tokens", promptTokens + completionTokens)
                .put(
                        "prompt_tokens_details",
                        JsonObject.builder().put("cached_tokens", cachedTokens).build())
                .build();
    }
}
