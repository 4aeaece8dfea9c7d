package dev.nearside.server.chat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A sink that keeps what it gets. */
final class Recorded implements ChatSink {
    final List<ObjectNode> chunks = new CopyOnWriteArrayList<>();
    final List<ObjectNode> wholes = new CopyOnWriteArrayList<>();
    final AtomicInteger heartbeats = new AtomicInteger();
    volatile boolean cancelled;

    @Override
    public void headers(Map<String, String> headers) {}

    @Override
    public void heartbeat() {
        heartbeats.incrementAndGet();
    }

    @Override
    public void chunk(ObjectNode chunk) {
        chunks.add(chunk);
    }

    @Override
    public void completion(ObjectNode whole) {
        wholes.add(whole);
    }

    @Override
    public boolean isCancelled() {
        return cancelled;
    }

    @Override
    public boolean contentSent() {
        return !wholes.isEmpty()
                || chunks.stream()
                        .anyMatch(chunk -> chunk.at("/choices/0/delta").has("content")
                                && !chunk.at("/choices/0/delta/content")
                                        .asText()
                                        .isEmpty());
    }

    @Override
    public long remainingMillis() {
        return 60_000;
    }

    /** The text of a stream so far. */
    String text() {
        StringBuilder text = new StringBuilder();
        chunks.forEach(chunk -> text.append(chunk.at("/choices/0/delta/content").asText()));
        return text.toString();
    }
}
