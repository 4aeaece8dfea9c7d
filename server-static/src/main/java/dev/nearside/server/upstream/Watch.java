package dev.nearside.server.upstream;

import dev.nearside.routing.Failure;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Looks after one call to an upstream: whether it is still wanted, and how long it may still take. Whoever waits for the
 * upstream waits in slices, and calls {@link #check()} between them. Not thread-safe.
 */
final class Watch {
    /** Short enough for a person not to notice, long enough not to keep a processor busy. */
    static final Duration SLICE = Duration.ofMillis(50);

    private final String upstream;
    private final Time time;
    private final Caller caller;
    private final long start;
    private final long timeLeft;
    private long expectedBy;
    private String expected = "";

    /** Who waits for the answer. */
    interface Caller {
        /** Whether it is not wanted any more. */
        boolean isCancelled();

        /** Called between two slices. */
        default void onHeartbeat() {}
    }

    Watch(String upstream, Time time, Caller caller, Duration timeLeft) {
        this.upstream = upstream;
        this.time = time;
        this.caller = caller;
        this.start = time.nanos();
        this.timeLeft = timeLeft.toNanos();
        this.expectedBy = this.timeLeft;
    }

    /** From now on something must come within that time; what, is said in the failure: "first token". */
    void expect(String what, Duration within) {
        expected = "no " + what + " within " + inWords(within);
        expectedBy = Math.min(timeLeft, sinceStart() + within.toNanos());
    }

    /** Nanoseconds since the call began. */
    long sinceStart() {
        return time.nanos() - start;
    }

    /** How long what is expected may still take, 0 or more. */
    Duration left() {
        return Duration.ofNanos(Math.max(0, expectedBy - sinceStart()));
    }

    /**
     * Has nothing happened that ends the call?
     *
     * @throws UpstreamFailure CANCELLED or TIMEOUT
     */
    void check() {
        if (Thread.currentThread().isInterrupted() || caller.isCancelled()) {
            throw cancelled(null);
        }
        long now = sinceStart();
        if (now >= timeLeft) {
            throw timeout("the time for this request is over");
        }
        if (now >= expectedBy) {
            throw timeout(expected);
        }
    }

    /** As {@link #check()}, after a slice in which nothing came. */
    void checkAfterSlice() {
        caller.onHeartbeat();
        check();
    }

    /** Waits for nothing. */
    void pause(Duration pause) {
        long until = sinceStart() + pause.toNanos();
        for (long left = pause.toNanos(); left > 0; left = until - sinceStart()) {
            check();
            Duration rest = Duration.ofNanos(left);
            try {
                time.sleep(rest.compareTo(SLICE) < 0 ? rest.plusMillis(1) : SLICE);
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
            caller.onHeartbeat();
        }
    }

    /** The failure of a thread that was interrupted while it waited. */
    UpstreamFailure interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return cancelled(e);
    }

    private UpstreamFailure cancelled(@Nullable InterruptedException e) {
        return new UpstreamFailure(
                UpstreamFailure.Details.of(upstream, Failure.Kind.CANCELLED, "the answer is not wanted any more"), e);
    }

    private UpstreamFailure timeout(String message) {
        return new UpstreamFailure(UpstreamFailure.Details.of(upstream, Failure.Kind.TIMEOUT, message), null);
    }

    private static String inWords(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }
}
