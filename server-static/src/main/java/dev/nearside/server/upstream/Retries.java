package dev.nearside.server.upstream;

import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * Whether a call that failed before it was answered is made once more, and when: twice as late each time, with a random
 * part so that many callers do not come back at once; or when the upstream wishes.
 */
final class Retries {
    private static final int MOST_TRIES = 3;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);

    private final DoubleSupplier random;

    /** Draws from numbers of 0 to below 1. */
    Retries(DoubleSupplier random) {
        this.random = random;
    }

    /**
     * How long to wait before the next try; empty if there is none.
     *
     * @param tries made so far, 1 or more
     * @param left until an answer would be too late
     */
    Optional<Duration> pause(UpstreamFailure failure, int tries, Duration left) {
        if (!failure.worthAnotherTry() || tries >= MOST_TRIES) {
            return Optional.empty();
        }
        Duration pause = failure.retryAfter().orElseGet(() -> backoff(tries));
        return pause.compareTo(left) < 0 ? Optional.of(pause) : Optional.empty();
    }

    /** Between half of the time and all of it. */
    private Duration backoff(int tries) {
        double whole = FIRST_PAUSE.toMillis() * (double) (1 << (tries - 1));
        return Duration.ofMillis(Math.round(whole * (1 + random.getAsDouble()) / 2));
    }
}
