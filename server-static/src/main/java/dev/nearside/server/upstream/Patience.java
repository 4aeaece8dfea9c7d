package dev.nearside.server.upstream;

import dev.nearside.error.InvalidInput;
import java.time.Duration;

/**
 * How long an upstream is waited for. The time that the caller gives for the whole request counts besides.
 *
 * @param connect until there is a connection
 * @param firstToken from the call to the first content of a streamed answer, tries and the waits between them included; of
 *     an answer that is not streamed, nothing
 * @param idle from one event of a stream to the next, or from one piece of a body to the next; comments are no events
 */
public record Patience(Duration connect, Duration firstToken, Duration idle) {
    /** 5 s, 60 s, 30 s. */
    public static final Patience DEFAULT =
            new Patience(Duration.ofSeconds(5), Duration.ofSeconds(60), Duration.ofSeconds(30));

    public Patience {
        requirePositive("connect", connect);
        requirePositive("firstToken", firstToken);
        requirePositive("idle", idle);
    }

    private static void requirePositive(String name, Duration time) {
        if (time.isNegative() || time.isZero()) {
            throw new InvalidInput("the time '" + name + "' of an upstream must be above 0");
        }
    }
}
