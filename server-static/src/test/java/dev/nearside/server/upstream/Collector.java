package dev.nearside.server.upstream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** Keeps what comes of an answer. */
final class Collector implements UpstreamListener {
    private final List<ObjectNode> chunks = new CopyOnWriteArrayList<>();
    private final CountDownLatch first = new CountDownLatch(1);
    private final CountDownLatch waited = new CountDownLatch(1);
    private final CountDownLatch waitedForMore = new CountDownLatch(1);
    private volatile boolean cancelled;

    @Override
    public void onChunk(ObjectNode chunk) {
        synchronized (this) {
            chunks.add(chunk.deepCopy());
            notifyAll();
        }
        first.countDown();
    }

    @Override
    public void onHeartbeat() {
        waited.countDown();
        if (!chunks.isEmpty()) {
            waitedForMore.countDown();
        }
    }

    @Override
    public boolean isCancelled() {
        return cancelled;
    }

    void cancel() {
        cancelled = true;
    }

    List<ObjectNode> chunks() {
        return List.copyOf(chunks);
    }

    /** The text of the first choice. */
    String text() {
        StringBuilder text = new StringBuilder();
        chunks.forEach(chunk -> text.append(chunk.at("/choices/0/delta/content").asText("")));
        return text.toString();
    }

    /** Waits until that many chunks came. */
    synchronized void awaitChunks(int count) {
        try {
            while (chunks.size() < count) {
                wait();
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    void awaitFirst() {
        HostileServer.await(first);
    }

    /** Waits until the client has waited for something after the first chunk. */
    void awaitWaitingForMore() {
        HostileServer.await(waitedForMore);
    }

    /** Waits until the client has waited for something. */
    void awaitWaiting() {
        HostileServer.await(waited);
    }
}
