package dev.nearside.server.upstream;

import dev.nearside.routing.Failure;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * Leaves an upstream alone that fails: when half of the calls of a minute failed, five at least, no call goes out for a
 * while; then one does, and its end decides. An upstream that says when it wants to be asked again is left alone until then.
 * Thread-safe.
 */
final class Breaker {
    /** How long an open breaker keeps calls away before one is let through. */
    static final Duration REST = Duration.ofSeconds(15);

    private static final int WINDOW_SECONDS = 60;
    private static final int FEWEST_CALLS = 5;
    private static final int FAILURE_PERCENT = 50;

    /** Nobody is left alone for longer, whatever it says. */
    private static final Duration LONGEST_WISH = Duration.ofMinutes(5);

    private final String upstream;
    private final Clock clock;
    private final CircuitBreaker breaker;
    private volatile Instant openUntil = Instant.MIN;
    private volatile Instant restUntil = Instant.MIN;

    /** What the breaker does at the moment. */
    enum State {
        /** Calls go out. */
        CLOSED(0),
        /** One call goes out, and decides. */
        HALF_OPEN(1),
        /** No call goes out. */
        OPEN(2);

        private final int number;

        State(int number) {
            this.number = number;
        }

        /** What {@code /metrics} shows. */
        int number() {
            return number;
        }
    }

    Breaker(String upstream, Clock clock) {
        this.upstream = upstream;
        this.clock = clock;
        CircuitBreakerConfig config = CircuitBreakerConfig.custom()
                .slidingWindowType(SlidingWindowType.TIME_BASED)
                .slidingWindowSize(WINDOW_SECONDS)
                .minimumNumberOfCalls(FEWEST_CALLS)
                .failureRateThreshold(FAILURE_PERCENT)
                .waitDurationInOpenState(REST)
                .permittedNumberOfCallsInHalfOpenState(1)
                .clock(clock)
                .build();
        this.breaker = CircuitBreaker.of(upstream, config);
        breaker.getEventPublisher().onStateTransition(event -> {
            if (event.getStateTransition().getToState() == CircuitBreaker.State.OPEN) {
                openUntil = clock.instant().plus(REST);
            }
        });
    }

    /**
     * Asks to call; whoever may calls {@link #succeeded}, {@link #failed} or {@link #abandoned} once.
     *
     * @throws UpstreamFailure if no call may go out now
     */
    void enter() {
        Instant now = clock.instant();
        if (now.isBefore(restUntil)) {
            Duration left = Duration.between(now, restUntil);
            throw closedTo(Failure.Kind.BUSY, 429, "it wants to be left alone for another " + seconds(left), left);
        }
        if (!breaker.tryAcquirePermission()) {
            Duration left = now.isBefore(openUntil) ? Duration.between(now, openUntil) : Duration.ofSeconds(1);
            throw closedTo(
                    Failure.Kind.BROKEN, 503, "it failed too often, and is left alone for " + seconds(left), left);
        }
    }

    private UpstreamFailure closedTo(Failure.Kind kind, int status, String message, Duration left) {
        boolean again = kind == Failure.Kind.BUSY;
        return new UpstreamFailure(
                new UpstreamFailure.Details(upstream, kind, message, status, again), null, left, null);
    }

    private static String seconds(Duration time) {
        return Math.max(1, time.toSeconds()) + " s";
    }

    /** The call went well. */
    void succeeded() {
        breaker.onSuccess(0, TimeUnit.NANOSECONDS);
    }

    /** The call failed. A server that finds fault with the request is well, and so is one that has not all of the routes. */
    void failed(UpstreamFailure failure) {
        Failure.Kind kind = failure.failure().kind();
        if (kind == Failure.Kind.GARBLED && (failure.status() == 404 || failure.status() == 405)) {
            succeeded();
            return;
        }
        switch (kind) {
            case CANCELLED -> abandoned();
            case MALFORMED, UNAUTHORISED, NO_MODEL, CONTEXT -> succeeded();
            default -> breaker.onError(0, TimeUnit.NANOSECONDS, failure);
        }
        if (kind == Failure.Kind.BUSY) {
            failure.retryAfter().ifPresent(this::rest);
        }
    }

    /** The call came to no end that says anything. */
    void abandoned() {
        breaker.releasePermission();
    }

    private void rest(Duration wish) {
        Duration time = wish.compareTo(LONGEST_WISH) < 0 ? wish : LONGEST_WISH;
        restUntil = clock.instant().plus(time);
    }

    /** What it does now. */
    State state() {
        Instant now = clock.instant();
        boolean open = breaker.getState() == CircuitBreaker.State.OPEN;
        if (now.isBefore(restUntil) || (open && now.isBefore(openUntil))) {
            return State.OPEN;
        }
        return breaker.getState() == CircuitBreaker.State.CLOSED ? State.CLOSED : State.HALF_OPEN;
    }
}
