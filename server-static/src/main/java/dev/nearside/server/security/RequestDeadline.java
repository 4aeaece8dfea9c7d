package dev.nearside.server.security;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/** By when a connection must have sent what it is sending now. Its requests are numbered from 1. Thread-safe. */
final class RequestDeadline {
    private final Connection connection;
    private final Scheduler scheduler;
    private final Duration patience;
    private long number;
    private @Nullable Request coming;
    private Scheduler.@Nullable Task closing;

    RequestDeadline(Connection connection, Scheduler scheduler, Duration patience) {
        this.connection = connection;
        this.scheduler = scheduler;
        this.patience = patience;
    }

    /** From now on the head of the request after that one is awaited, unless it came already. */
    synchronized void awaitHead(long answered) {
        if (answered == number) {
            restart(null);
        }
    }

    /** A head came: from now on its body is awaited, if it has one. Returns the number of the request. */
    synchronized long headCame(Request request, boolean hasBody) {
        number++;
        if (hasBody) {
            restart(request);
        } else {
            drop();
        }
        return number;
    }

    /** The body of that request is whole, or will not come; the answer may take as long as it likes. */
    synchronized void bodyCame(long request) {
        if (request == number) {
            drop();
        }
    }

    /** Nothing is awaited any more. */
    synchronized void drop() {
        if (closing != null) {
            closing.cancel();
            closing = null;
            coming = null;
        }
    }

    private void restart(@Nullable Request request) {
        drop();
        coming = request;
        closing = scheduler.schedule(this::expire, patience);
    }

    private void expire() {
        TimeoutException reason = new TimeoutException("nothing whole within " + patience);
        Request broken;
        synchronized (this) {
            broken = coming;
        }
        if (broken != null) {
            // Whoever waits for the rest of its body is told, and lets go of it.
            broken.fail(reason);
        }
        connection.getEndPoint().close(reason);
    }
}
