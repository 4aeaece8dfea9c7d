package dev.nearside.chat;

import dev.nearside.json.JsonObject;

/**
 * How fast an answer came.
 *
 * @param prefillTokens tokens of the prompt that were run, those from the cache left out
 * @param prefillNanos how long that took
 * @param decodeTokens tokens that were run one by one: all of the answers but the first of each
 * @param decodeNanos how long that took, with the choice of tokens
 * @param firstTokenNanos from the request to the first token
 */
public record Timings(int prefillTokens, long prefillNanos, int decodeTokens, long decodeNanos, long firstTokenNanos) {
    private static final double NANOS_PER_MILLI = 1e6;

    /** Tokens of the prompt a second; 0 if nothing was run. */
    public double prefillTokensPerSecond() {
        return perSecond(prefillTokens, prefillNanos);
    }

    /** Tokens of the answer a second; 0 if nothing was run. */
    public double decodeTokensPerSecond() {
        return perSecond(decodeTokens, decodeNanos);
    }

    private static double perSecond(int tokens, long nanos) {
        return nanos <= 0 ? 0 : tokens * 1e9 / nanos;
    }

    /** Under llama.cpp's names, which other tools read. */
    JsonObject toJson() {
        return JsonObject.builder()
                .put("prompt_n", prefillTokens)
                .put("prompt_ms", prefillNanos / NANOS_PER_MILLI)
                .put("prompt_per_second", prefillTokensPerSecond())
                .put("predicted_n", decodeTokens)
                .put("predicted_ms", decodeNanos / NANOS_PER_MILLI)
                .put("predicted_per_second", decodeTokensPerSecond())
                .put("first_token_ms", firstTokenNanos / NANOS_PER_MILLI)
                .build();
    }
}
