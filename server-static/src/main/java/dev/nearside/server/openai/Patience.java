package dev.nearside.server.openai;

import dev.nearside.routing.Failure;
import dev.nearside.server.chat.BackendFailure;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** How long an answer is waited for: as long as the client is connected, and until the deadline. Thread-safe. */
final class Patience {
    private static final Duration COME_BACK = Duration.ofSeconds(1);

    private final ClientConnection client;
    private final Duration deadline;
    private final long end;
    private boolean left;

    Patience(ClientConnection client, Duration deadline) {
        this.client = client;
        this.deadline = deadline;
        this.end = System.nanoTime() + deadline.toNanos();
    }

    /** Whether nobody waits any more. */
    synchronized boolean isOver() {
        left = left || client.isClosed();
        return left || isLate();
    }

    /** The client was seen to have left. */
    synchronized void clientLeft() {
        left = true;
    }

    synchronized boolean hasClientLeft() {
        return left;
    }

    private boolean isLate() {
        return System.nanoTime() - end >= 0;
    }

    long remainingMillis() {
        return Math.max(0, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime()));
    }

    /** What a work that was cancelled means: that the time is over, or nothing else than it says. */
    BackendFailure explain(BackendFailure e) {
        if (e.failure().kind() != Failure.Kind.CANCELLED || hasClientLeft()) {
            return e;
        }
        if (isLate()) {
            String message = "the request was not answered within " + deadline.toSeconds() + " s";
            return BackendFailure.of(Failure.Kind.TIMEOUT, 503, "deadline_exceeded", message)
                    .retryAfter(COME_BACK)
                    .contentSent(e.failure().contentSent());
        }
        return BackendFailure.of(Failure.Kind.CONNECTION, 503, "server_stopping", "the server stops; try again")
                .retryAfter(COME_BACK)
                .contentSent(e.failure().contentSent());
    }
}
