package dev.nearside.server.openai;

import java.time.Duration;

/**
 * What a request may ask for, and how many may wait.
 *
 * @param bodyBytes length of a request's body
 * @param inputs inputs of a request, as many as OpenAI takes
 * @param inputTokens tokens of an input, as many as OpenAI takes
 * @param waitingRequests requests that wait or run at once; each holds a thread of the server
 * @param waitingTokens tokens that wait at once
 * @param turnTokens tokens that are run before other requests get their turn
 * @param deadline from the arrival of a request to its answer
 */
record Limits(
        int bodyBytes,
        int inputs,
        int inputTokens,
        int waitingRequests,
        long waitingTokens,
        int turnTokens,
        Duration deadline) {
    static final Limits DEFAULT = new Limits(16 << 20, 2048, 8192, 128, 4_000_000, 1024, Duration.ofMinutes(5));
}
