package dev.nearside.server.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Server-sent events as OpenAI's clients read them: one line of data an event, comments as heartbeats, {@code [DONE]} at the end. Never
 * {@code id:} or {@code retry:} lines, of which openai-python makes an empty event and fails. One lock keeps the order.
 */
final class StreamedAnswer implements Answer {
    private static final Logger LOG = LoggerFactory.getLogger(StreamedAnswer.class);
    /** Beside these there is only {@code role}, which says nothing yet. */
    private static final List<String> CONTENT =
            List.of("content", "reasoning_content", "reasoning", "refusal", "tool_calls", "function_call", "audio");

    private final Context ctx;
    private final Patience patience;
    private final Duration heartbeat;
    private @Nullable OutputStream out;
    private long lastSent = System.nanoTime();
    private boolean contentSent;

    StreamedAnswer(Context ctx, Patience patience, Duration heartbeat) {
        this.ctx = ctx;
        this.patience = patience;
        this.heartbeat = heartbeat;
    }

    @Override
    public synchronized void headers(Map<String, String> headers) {
        if (out == null) {
            headers.forEach(ctx::header);
        }
    }

    @Override
    public synchronized void heartbeat() {
        if (System.nanoTime() - lastSent >= heartbeat.toNanos()) {
            send(": ping\n\n");
        }
    }

    @Override
    public synchronized void chunk(ObjectNode chunk) {
        contentSent = contentSent || hasContent(chunk);
        // As a string: half a surrogate pair, which an upstream may send, is no reason to break off.
        send("data: " + chunk + "\n\n");
    }

    private static boolean hasContent(JsonNode chunk) {
        for (JsonNode choice : chunk.path("choices")) {
            JsonNode delta = choice.path("delta");
            if (!choice.path("text").asText().isEmpty()
                    || choice.hasNonNull("finish_reason")
                    || CONTENT.stream().anyMatch(name -> says(delta.path(name)))) {
                return true;
            }
        }
        return false;
    }

    private static boolean says(JsonNode value) {
        return value.isContainerNode() ? !value.isEmpty() : !value.asText("").isEmpty() && !value.isNull();
    }

    @Override
    public void completion(ObjectNode whole) {
        throw new IllegalStateException("the answer is wanted as a stream");
    }

    @Override
    public boolean isCancelled() {
        return patience.isOver();
    }

    @Override
    public synchronized boolean contentSent() {
        return contentSent;
    }

    @Override
    public long remainingMillis() {
        return patience.remainingMillis();
    }

    @Override
    public synchronized void end() {
        send("data: [DONE]\n\n");
    }

    @Override
    public synchronized boolean fail(ApiError error) {
        if (out == null) {
            return false;
        }
        // LangChain4j overlooks an error without the event's name.
        send("event: error\ndata: " + error.toJson() + "\n\n");
        return true;
    }

    private void send(String text) {
        if (patience.hasClientLeft()) {
            return;
        }
        try {
            OutputStream stream = out == null ? begin() : out;
            stream.write(text.getBytes(StandardCharsets.UTF_8));
            stream.flush();
            lastSent = System.nanoTime();
        } catch (IOException e) {
            LOG.debug("the client left in the middle of a stream", e);
            patience.clientLeft();
        }
    }

    private OutputStream begin() throws IOException {
        ctx.status(200).contentType("text/event-stream; charset=utf-8");
        ctx.header("Cache-Control", "no-store");
        ctx.header("X-Accel-Buffering", "no");
        OutputStream stream = ctx.res().getOutputStream();
        out = stream;
        return stream;
    }
}
