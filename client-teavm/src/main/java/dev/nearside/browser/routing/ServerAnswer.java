package dev.nearside.browser.routing;

import dev.nearside.browser.js.JsObjects;
import dev.nearside.browser.js.Promises;
import dev.nearside.browser.js.Response;
import dev.nearside.browser.rpc.Call;
import dev.nearside.error.InferenceFailed;
import dev.nearside.error.InvalidInput;
import dev.nearside.json.Json;
import dev.nearside.json.JsonCursor;
import dev.nearside.json.JsonObject;
import dev.nearside.json.JsonString;
import dev.nearside.json.JsonValue;
import java.util.Map;
import java.util.Optional;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;

/** The server's answer as it comes: its chunks to the page, its times as the tab sees them. */
final class ServerAnswer {
    private static final String DONE = "[DONE]";

    private final Call call;
    private final double start;
    private final Runnable begun;
    private double first;
    private double last;
    private int sent;
    private JsonObject closing = JsonObject.empty();
    private boolean finished;

    /**
     * An answer that has not come yet.
     *
     * @param start when it was asked for
     * @param begun told when its first content is there
     */
    ServerAnswer(Call call, double start, Runnable begun) {
        this.call = call;
        this.start = start;
        this.begun = begun;
    }

    /**
     * Hands on chunk by chunk. Blocks.
     *
     * @return the chunk that tells the usage, with {@code timings}, as JSON; {@code {}} with timings if the server told none
     */
    String stream(Response response) {
        String type = Response.header(response, "content-type");
        if (type == null || !type.startsWith("text/event-stream")) {
            throw new InferenceFailed("the server answered with " + type + " instead of a stream");
        }
        JSObject reader = reader(response);
        ServerEvents events = new ServerEvents();
        while (!finished) {
            JSObject part = Promises.awaitValue(read(reader));
            for (String data : events.add(String.valueOf(JsObjects.text(part, "text")))) {
                take(data);
            }
            if (JsObjects.flag(part, "done")) {
                break;
            }
        }
        if (!finished) {
            throw new InferenceFailed("the server’s answer broke off");
        }
        return Json.write(withTimings(closing));
    }

    private void take(String data) {
        if (data.equals(DONE)) {
            finished = true;
            return;
        }
        JsonCursor chunk;
        try {
            chunk = Json.read(data);
            if (chunk.optional("error").isPresent()) {
                throw ServerRefused.of(0, data);
            }
            Optional<JsonCursor> choices = chunk.optional("choices");
            if (choices.isEmpty() || choices.get().items().isEmpty()) {
                closing = choices.isEmpty() ? closing : chunk.asObject();
                return;
            }
            if (hasContent(choices.get())) {
                begun.run();
                last = JsObjects.now();
                first = first == 0 ? last : first;
            }
        } catch (InvalidInput e) {
            throw new InferenceFailed("the server’s answer cannot be read: " + e.getMessage(), e);
        }
        call.progress(piece(data, ++sent));
    }

    private static boolean hasContent(JsonCursor choices) {
        for (JsonCursor choice : choices.items()) {
            Optional<JsonCursor> delta = choice.optional("delta");
            if (delta.isPresent()) {
                JsonValue content =
                        delta.get().optional("content").map(JsonCursor::value).orElse(new JsonString(""));
                if (content instanceof JsonString text && !text.value().isEmpty()) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The server knows its own times better; what it does not tell is as it was seen here. */
    private JsonObject withTimings(JsonObject chunk) {
        if (chunk.get("timings").isPresent()) {
            return chunk;
        }
        JsonObject.Builder all = JsonObject.builder();
        for (Map.Entry<String, JsonValue> member : chunk.members().entrySet()) {
            all = all.put(member.getKey(), member.getValue());
        }
        JsonCursor usage = JsonCursor.of(chunk).optional("usage").orElse(JsonCursor.of(JsonObject.empty()));
        double tokens =
                usage.optional("completion_tokens").map(JsonCursor::asDouble).orElse(0.0);
        JsonObject.Builder timings = JsonObject.builder();
        if (first > 0) {
            timings = timings.put("first_token_ms", first - start);
        }
        if (tokens > 1 && last > first) {
            timings = timings.put("predicted_n", tokens - 1)
                    .put("predicted_ms", last - first)
                    .put("predicted_per_second", (tokens - 1) * 1000 / (last - first));
        }
        return all.put("timings", timings.build()).build();
    }

    /** Who answered: {@code {model, backend, provider: null, serverReason}}. */
    JSObject describe(Response response) {
        JSObject answer = JsObjects.create();
        JsObjects.set(answer, "model", Response.header(response, "x-nearside-model"));
        JsObjects.set(answer, "backend", Response.header(response, "x-nearside-backend"));
        JsObjects.set(answer, "serverReason", Response.header(response, "x-nearside-reason"));
        JsObjects.set(answer, "provider", (String) null);
        return answer;
    }

    @JSBody(
            params = {"chunk", "index"},
            script = "return {chunk: chunk, choice: 0, tokens: [], index: index};")
    private static native JSObject piece(String chunk, int index);

    @JSBody(params = "response", script = "return {reader: response.body.getReader(), decoder: new TextDecoder()};")
    private static native JSObject reader(Response response);

    @JSBody(
            params = "source",
            script = "return source.reader.read().then(function(part) {"
                    + "  return {done: part.done,"
                    + "    text: part.done ? source.decoder.decode() : source.decoder.decode(part.value, {stream: true})};"
                    + "});")
    private static native JSPromise<JSObject> read(JSObject source);
}
