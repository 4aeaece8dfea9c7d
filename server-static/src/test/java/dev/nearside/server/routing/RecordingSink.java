package dev.nearside.server.routing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nearside.server.chat.ChatSink;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A client that keeps what it gets. */
final class RecordingSink implements ChatSink {
    final List<ObjectNode> chunks = new ArrayList<>();
    final List<ObjectNode> wholes = new ArrayList<>();
    final Map<String, String> headers = new HashMap<>();
    int heartbeats;
    boolean left;

    @Override
    public void headers(Map<String, String> more) {
        if (chunks.isEmpty() && heartbeats == 0) {
            headers.putAll(more);
        }
    }

    @Override
    public void heartbeat() {
        heartbeats++;
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
        return left;
    }

    @Override
    public boolean contentSent() {
        return !wholes.isEmpty() || !text().isEmpty();
    }

    @Override
    public long remainingMillis() {
        return Long.MAX_VALUE;
    }

    /** All that the chunks say. */
    String text() {
        StringBuilder text = new StringBuilder();
        for (ObjectNode chunk : chunks) {
            for (JsonNode choice : chunk.path("choices")) {
                text.append(choice.path("delta").path("content").asText());
            }
        }
        return text.toString();
    }
}
