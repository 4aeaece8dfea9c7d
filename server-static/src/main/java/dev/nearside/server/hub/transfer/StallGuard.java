package dev.nearside.server.hub.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes a stream that gives nothing for too long: Java's HTTP client waits for ever once the headers are there. */
final class StallGuard implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StallGuard.class);

    private final InputStream body;
    private final long longest;
    private final Thread watcher = new Thread(this::watch, "stall-guard");
    private volatile long lastProgress = System.nanoTime();
    private volatile boolean stalled;

    private StallGuard(InputStream body, Duration longest) {
        this.body = body;
        this.longest = longest.toNanos();
    }

    /** Watches that stream until this is closed. */
    static StallGuard over(InputStream body, Duration longest) {
        StallGuard guard = new StallGuard(body, longest);
        guard.watcher.setDaemon(true);
        guard.watcher.start();
        return guard;
    }

    /** Something came. */
    void progressed() {
        lastProgress = System.nanoTime();
    }

    /** Whether the stream was closed for giving nothing. */
    boolean hasStalled() {
        return stalled;
    }

    private void watch() {
        try {
            for (long left = longest; left > 0; left = lastProgress + longest - System.nanoTime()) {
                Thread.sleep(left / 1_000_000 + 1);
            }
            stalled = true;
            body.close();
        } catch (InterruptedException e) {
            LOG.trace("the stream has ended", e);
        } catch (IOException e) {
            LOG.debug("a stalled stream could not be closed", e);
        }
    }

    @Override
    public void close() {
        watcher.interrupt();
    }
}
