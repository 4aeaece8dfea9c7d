package dev.nearside.browser.text;

import dev.nearside.browser.js.JsObjects;
import dev.nearside.browser.rpc.Breath;
import dev.nearside.browser.rpc.Call;
import dev.nearside.chat.ChatDelta;
import dev.nearside.chat.ChatEnvelope;
import dev.nearside.chat.ChatListener;
import dev.nearside.json.Json;
import dev.nearside.json.JsonObject;
import java.util.function.BooleanSupplier;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.core.JSNumber;

/**
 * Tells the page an answer while it is made: {@code {chunk, choice, tokens, index}}, where {@code tokens} are those that
 * were chosen since the chunk before, and {@code index} counts all; before that {@code {done, total}} of the prompt.
 * Between tokens other calls are let in.
 */
final class AnswerStream implements ChatListener {
    private final ChatEnvelope envelope;
    private final boolean streams;
    private final Call call;
    private final BooleanSupplier closed;
    private final Breath breath;
    private JSArray<JSNumber> fresh = new JSArray<>();
    private int tokens;
    private int skipped;
    private int opened;

    AnswerStream(ChatEnvelope envelope, boolean streams, Call call, BooleanSupplier closed) {
        this.envelope = envelope;
        this.streams = streams;
        this.call = call;
        this.closed = closed;
        this.breath = new Breath(() -> {});
    }

    /** Leaves out the first chunks, which the page has already. */
    void skip(int chunks) {
        skipped = chunks;
    }

    @Override
    public void onPrefill(int done, int total) {
        open(0);
        JSObject progress = JsObjects.create();
        JsObjects.set(progress, "done", done);
        JsObjects.set(progress, "total", total);
        call.progress(progress);
    }

    @Override
    public void onToken(int choice, int token) {
        fresh.push(JSNumber.valueOf(token));
        tokens++;
        open(choice);
    }

    @Override
    public void onDelta(ChatDelta delta) {
        send(delta.choice(), envelope.chunk(delta));
    }

    private void open(int choice) {
        if (choice == opened) {
            opened++;
            send(choice, envelope.opening(choice));
        }
    }

    private void send(int choice, JsonObject chunk) {
        if (!streams) {
            return;
        }
        if (skipped > 0) {
            skipped--;
        } else {
            call.progress(piece(Json.write(chunk), choice, fresh, tokens));
        }
        fresh = new JSArray<>();
    }

    @Override
    public boolean isCancelled() {
        breath.take();
        return call.signal().isAborted() || closed.getAsBoolean();
    }

    @JSBody(
            params = {"chunk", "choice", "tokens", "index"},
            script = "return {chunk: chunk, choice: choice, tokens: tokens, index: index};")
    private static native JSObject piece(String chunk, int choice, JSArray<JSNumber> tokens, int index);
}
