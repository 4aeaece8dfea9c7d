package dev.nearside.server.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** An answer in one piece. */
final class WholeAnswer implements Answer {
    private final Context ctx;
    private final Patience patience;
    private boolean sent;

    WholeAnswer(Context ctx, Patience patience) {
        this.ctx = ctx;
        this.patience = patience;
    }

    @Override
    public synchronized void headers(Map<String, String> headers) {
        if (!sent) {
            headers.forEach(ctx::header);
        }
    }

    /** There is nothing that could be said before the answer. */
    @Override
    public void heartbeat() {}

    @Override
    public void chunk(ObjectNode chunk) {
        throw new IllegalStateException("the answer is wanted whole");
    }

    @Override
    public synchronized void completion(ObjectNode whole) {
        if (sent) {
            throw new IllegalStateException("the answer was sent");
        }
        sent = true;
        ctx.contentType("application/json").result(whole.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public boolean isCancelled() {
        return patience.isOver();
    }

    @Override
    public synchronized boolean contentSent() {
        return sent;
    }

    @Override
    public long remainingMillis() {
        return patience.remainingMillis();
    }

    @Override
    public synchronized void end() {
        if (!sent) {
            throw new IllegalStateException("whoever answered said nothing");
        }
    }

    @Override
    public boolean fail(ApiError error) {
        return false;
    }
}
