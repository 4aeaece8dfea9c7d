package dev.nearside.server;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the server stops. Requests under way finish first, while new ones are told 503, so that whoever balances load sees
 * it; Jetty alone would cut connections that rest for a second, which a slow client or a thinking model does.
 */
final class Draining {
    private static final Logger LOG = LoggerFactory.getLogger(Draining.class);
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final Duration REST = Duration.ofSeconds(3);

    private final GracefulHandler requests = new GracefulHandler();

    /** Counts the server's requests from now on. */
    void watch(Server server) {
        server.insertHandler(requests);
        server.setStopTimeout(REST.toMillis());
    }

    /** Takes no more requests, and waits for those under way, ten seconds at most. */
    void await(Server server) {
        if (server.isRunning()) {
            awaitRequests();
        }
    }

    /** Stops the server. */
    void stop(Server server) {
        try {
            server.stop();
        } catch (Exception e) {
            LOG.warn("stopped with connections still open: {}", e.toString());
        }
    }

    private void awaitRequests() {
        CompletableFuture<Void> done = requests.shutdown();
        try {
            done.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.warn("requests under way are cut: they took longer than {} s", LONGEST.toSeconds());
        } catch (ExecutionException e) {
            LOG.warn("requests under way are cut: {}", String.valueOf(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
