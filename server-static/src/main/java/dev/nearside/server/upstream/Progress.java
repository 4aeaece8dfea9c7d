package dev.nearside.server.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** How fast an answer came. Times in nanoseconds since the call. Not thread-safe. */
final class Progress {
    private static final double NANOS = 1e9;
    /** Fewer tokens say little about the speed. */
    private static final int FEWEST_TOKENS = 8;

    private long first;
    private long last;
    private int events;
    private int tokens;

    /** Something of the answer came. */
    void content(long now) {
        if (events == 0) {
            first = now;
        }
        last = now;
        events++;
    }

    /** What the upstream says that it counted. */
    void usage(JsonNode usage) {
        tokens = usage.path("completion_tokens").asInt(tokens);
    }

    boolean hasBegun() {
        return events > 0;
    }

    /** Until the first token. */
    OptionalLong firstToken() {
        return events == 0 ? OptionalLong.empty() : OptionalLong.of(first);
    }

    /** Tokens a second after the first; an event counts as a token where the upstream does not say. */
    OptionalDouble decode() {
        int counted = tokens > 0 ? tokens : events;
        return counted < FEWEST_TOKENS || last <= first
                ? OptionalDouble.empty()
                : OptionalDouble.of((counted - 1) * NANOS / (last - first));
    }
}
