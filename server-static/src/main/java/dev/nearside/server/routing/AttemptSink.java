package dev.nearside.server.routing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nearside.server.chat.ChatSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one back end sends of an answer. Nothing of it goes to the client before the first content does: the role, with an id of
 * its own, would be followed by that of another back end if this one fails. Only heartbeats pass.
 */
final class AttemptSink implements ChatSink {
    private static final Set<String> SAYS_NOTHING = Set.of("role");

    private final ChatSink client;
    private final Announcement announcement;
    private final long deadlineMillis;
    private final List<ObjectNode> held = new ArrayList<>();
    private boolean begun;

    /**
     * What is told before the answer.
     *
     * @param headers of the answer
     * @param events in its stream
     */
    record Announcement(Map<String, String> headers, List<ObjectNode> events) {
        Announcement {
            events = List.copyOf(events);
        }
    }

    /**
     * An attempt of which nothing was sent.
     *
     * @param deadlineMillis when it has to be done, on the clock of {@link RoutedDispatch#nowMillis}
     */
    AttemptSink(ChatSink client, Announcement announcement, long deadlineMillis) {
        this.client = client;
        this.announcement = announcement;
        this.deadlineMillis = deadlineMillis;
        client.headers(announcement.headers());
    }

    /** Without effect: who answers is said by whoever decided it. */
    @Override
    public void headers(Map<String, String> headers) {}

    @Override
    public void heartbeat() {
        client.heartbeat();
    }

    @Override
    public synchronized void chunk(ObjectNode chunk) {
        if (begun) {
            client.chunk(chunk);
            return;
        }
        held.add(chunk);
        if (saysSomething(chunk)) {
            flush();
        }
    }

    @Override
    public synchronized void completion(ObjectNode whole) {
        client.headers(announcement.headers());
        client.completion(whole);
    }

    /** Sends what was held back; to be called when the back end is done. */
    synchronized void flush() {
        if (!begun && !held.isEmpty()) {
            begun = true;
            client.headers(announcement.headers());
            announcement.events().forEach(client::chunk);
            held.forEach(client::chunk);
            held.clear();
        }
    }

    private static boolean saysSomething(ObjectNode chunk) {
        for (JsonNode choice : chunk.path("choices")) {
            if (choice.hasNonNull("finish_reason")) {
                return true;
            }
            if (!choice.path("text").asText("").isEmpty()) {
                return true;
            }
            for (Map.Entry<String, JsonNode> member : choice.path("delta").properties()) {
                JsonNode value = member.getValue();
                boolean empty = value.isContainerNode()
                        ? value.isEmpty()
                        : value.asText("").isEmpty();
                if (!SAYS_NOTHING.contains(member.getKey()) && !value.isNull() && !empty) {
                    return true;
                }
            }
        }
        return false;
    }

    @Override
    public boolean isCancelled() {
        return client.isCancelled() || isTooLate();
    }

    /** Whether the time for this request is over, while its client still waits. */
    boolean isTooLate() {
        return RoutedDispatch.nowMillis() >= deadlineMillis;
    }

    @Override
    public boolean contentSent() {
        return client.contentSent();
    }

    @Override
    public long remainingMillis() {
        return Math.max(0, Math.min(client.remainingMillis(), deadlineMillis - RoutedDispatch.nowMillis()));
    }
}
