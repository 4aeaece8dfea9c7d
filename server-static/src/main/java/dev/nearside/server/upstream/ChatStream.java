package dev.nearside.server.upstream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nearside.server.upstream.Shape.Mismatch;
import dev.nearside.server.upstream.sse.EventListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A streamed answer, event by event: each is checked and handed on at once. Only what comes before the first content (the role)
 * waits for it, so that until then another back end can answer in this one's place. Not thread-safe.
 */
final class ChatStream implements EventListener {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final String DONE = "[DONE]";
    private static final int MOST_HELD = 64;

    /** After the last finish reason only the usage can come, and [DONE]. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    /** After [DONE] only the connection's end can come; one that was taken to its end can be used again. */
    private static final Duration TO_THE_END = Duration.ofMillis(250);

    private final Context context;
    private final UpstreamListener listener;
    private final Watch watch;
    private final List<ObjectNode> held = new ArrayList<>();
    private final Set<Integer> begun = new HashSet<>();
    private final Set<Integer> ended = new HashSet<>();
    private final Progress progress = new Progress();
    private boolean done;

    /**
     * What a stream needs to know.
     *
     * @param shown what the client is to see
     * @param errors of the upstream
     * @param key to be taken out of what comes
     * @param patience between events
     */
    record Context(Shown shown, ErrorAnswers errors, ApiKey key, Patience patience) {}

    /**
     * What the client is to see.
     *
     * @param form of the answer
     * @param identity of the answer
     * @param usage whether it asked for the usage
     */
    record Shown(UpstreamRequest.Form form, Identity identity, boolean usage) {}

    ChatStream(Context context, UpstreamListener listener, Watch watch) {
        this.context = context;
        this.listener = listener;
        this.watch = watch;
    }

    @Override
    public void onEvent(String type, String data) {
        watch.check();
        if (done) {
            return;
        }
        if (type.equals("error")) {
            throw context.errors().inStream(parse(data));
        }
        if (!type.isEmpty() && !type.equals("message")) {
            return;
        }
        if (data.strip().equals(DONE)) {
            done = true;
            watch.expect("end", TO_THE_END);
            return;
        }
        JsonNode json = parse(data);
        if (!json.path("error").isMissingNode() && !json.path("error").isNull()) {
            throw context.errors().inStream(json);
        }
        take(json);
    }

    private JsonNode parse(String data) {
        try {
            return JSON.readTree(context.key().redact(data));
        } catch (JsonProcessingException e) {
            throw context.errors().garbled("an event of its answer is not JSON", null);
        }
    }

    private void take(JsonNode json) {
        try {
            ObjectNode chunk = Shape.object(json, "chunk");
            ChunkShape.check(chunk, context.shown().form());
            if (chunk.path("choices").isEmpty()) {
                takeUsage(chunk);
            } else {
                takeChoices(chunk);
            }
        } catch (Mismatch e) {
            throw context.errors().garbled("an event of its answer is wrong: " + e.getMessage(), null);
        }
    }

    /** Without choices there is the usage, if it was asked for; Azure's filter results come so too, and stay here. */
    private void takeUsage(ObjectNode chunk) {
        progress.usage(chunk.path("usage"));
        if (context.shown().usage() && chunk.path("usage").isObject()) {
            handOn(chunk);
        }
    }

    private void takeChoices(ObjectNode chunk) {
        progress.usage(chunk.path("usage"));
        for (JsonNode choice : chunk.path("choices")) {
            int index = choice.path("index").intValue();
            begun.add(index);
            if (ChunkShape.isLast(choice)) {
                ended.add(index);
            }
        }
        if (ChunkShape.hasContent(chunk)) {
            progress.content(watch.sinceStart());
            handOn(chunk);
        } else if (progress.hasBegun()) {
            handOn(chunk);
        } else if (held.size() < MOST_HELD) {
            held.add(chunk);
        } else {
            throw context.errors().garbled("its answer has events, and no content in them", null);
        }
    }

    private void handOn(ObjectNode chunk) {
        held.add(chunk);
        for (ObjectNode next : held) {
            context.shown().identity().writeTo(next, context.shown().form().piece());
            listener.onChunk(next);
        }
        held.clear();
        // Whoever takes the answer may have been slow: the time of the upstream counts from now.
        watch.expect(
                "further event", isWhole() ? LAST_WORDS : context.patience().idle());
    }

    /** Whether nothing is missing: {@code [DONE]} was seen after something, or every choice had its finish reason. */
    boolean isWhole() {
        return !begun.isEmpty() && (done || ended.containsAll(begun));
    }

    /** How it went. */
    Progress progress() {
        return progress;
    }

    /**
     * There is nothing more.
     *
     * @throws UpstreamFailure if something is missing
     */
    void end() {
        if (!isWhole()) {
            throw context.errors()
                    .garbled(begun.isEmpty() ? "its answer is empty" : "its answer ended before it was whole", null);
        }
        if (!held.isEmpty()) {
            handOn(held.remove(held.size() - 1));
        }
    }
}
