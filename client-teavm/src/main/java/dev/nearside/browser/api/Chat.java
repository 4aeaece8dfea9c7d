package dev.nearside.browser.api;

import dev.nearside.browser.js.AbortSignal;
import dev.nearside.browser.js.JsObjects;
import dev.nearside.browser.rpc.Connection;
import dev.nearside.browser.rpc.PendingCall;
import dev.nearside.error.InvalidInput;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;

/**
 * Answers of language models in this tab, in OpenAI's shape: {@code near.chat.completions}.
 *
 * <p>A request is {@code {model, messages, …}} as {@code POST /v1/chat/completions} takes it, and {@code provider}. The
 * progress of both calls gets {@code {model, file, loaded, total}}, in bytes, while the model is loaded, and
 * {@code {done, total}}, in tokens, while the prompt is read.
 */
public final class Chat {
    private final Connection connection;

    Chat(Connection connection) {
        this.connection = connection;
    }

    /**
     * Answers in one piece.
     *
     * @return OpenAI's {@code chat.completion}, with {@code nearside: {model, provider, providerReason, fallback,
     *     loadMillis, timings, usage}}; {@code timings} are {@code {prompt_n, prompt_ms, prompt_per_second, predicted_n,
     *     predicted_ms, predicted_per_second, first_token_ms}}
     * @throws InvalidInput if the request cannot be sent
     */
    public JSPromise<JSObject> complete(
            JSObject request, PendingCall.@Nullable Progress progress, @Nullable AbortSignal signal) {
        return whole(connection.call("chat.create", argument(request, false), progress, signal));
    }

    /**
     * Answers piece by piece.
     *
     * @param chunks told each of OpenAI's {@code chat.completion.chunk}s, in order, none twice, also where the engine
     *     failed and was started again in between; the last one has {@code nearside} as {@link #complete}'s answer, and
     *     nothing comes after an abort
     * @return fulfilled with that {@code nearside} after the last chunk; rejected if the answer cannot be given or ended
     * @throws InvalidInput if the request cannot be sent
     */
    public JSPromise<JSObject> stream(
            JSObject request, Chunks chunks, PendingCall.@Nullable Progress progress, @Nullable AbortSignal signal) {
        JSObject argument = argument(request, true);
        PendingCall.Progress both = value -> {
            if (!take(argument, value, chunks) && progress != null) {
                progress.at(value);
            }
        };
        return ended(argument, connection.call("chat.create", argument, both, signal), chunks);
    }

    /** Told of a chunk. */
    @JSFunctor
    public interface Chunks extends JSObject {
        void chunk(JSObject chunk);
    }

    private static JSObject argument(JSObject request, boolean stream) {
        JSObject argument = argumentOf(request, stream);
        String problem = JsObjects.text(argument, "problem");
        if (problem != null) {
            throw new InvalidInput(problem);
        }
        return argument;
    }

    /**
     * What the engine's {@code chat.create} takes. Id, time and seed are chosen here, so that an engine that is asked
     * again goes on with the same answer; {@code tokens} of each choice and the number of chunks {@code delivered} are
     * kept up to date for it.
     */
    @JSBody(
            params = {"request", "stream"},
            script = "var body = Object.assign({}, request, {stream: stream}), random = new Uint32Array(4);"
                    + "crypto.getRandomValues(random);"
                    + "if (body.seed === undefined || body.seed === null) { body.seed = random[0]; }"
                    + "delete body.provider;"
                    + "try {"
                    + "  return {body: JSON.stringify(body), model: request.model, provider: request.provider,"
                    + "    id: 'chatcmpl-' + Array.from(random, function(n) { return n.toString(36); }).join(''),"
                    + "    created: Math.floor(Date.now() / 1000), tokens: [], delivered: 0, held: null};"
                    + "} catch (e) {"
                    + "  return {problem: 'the request is no JSON: ' + (e && e.message || e)};"
                    + "}")
    private static native JSObject argumentOf(JSObject request, boolean stream);

    /** Takes a piece of an answer; false if the progress is of another kind. */
    @JSBody(
            params = {"argument", "value", "chunks"},
            script = "if (typeof value.chunk !== 'string') { return false; }"
                    + "var spoken = argument.tokens[value.choice] = argument.tokens[value.choice] || [];"
                    + "Array.prototype.push.apply(spoken, value.tokens);"
                    + "argument.delivered++;"
                    + "var last = argument.held, chunk = JSON.parse(value.chunk);"
                    // What ends an answer waits, as it is to say how fast all of them were.
                    + "argument.held = chunk.choices[0].finish_reason ? chunk : null;"
                    + "if (last) { chunks(last); }"
                    + "if (!argument.held) { chunks(chunk); }"
                    + "return true;")
    private static native boolean take(JSObject argument, JSObject value, Chunks chunks);

    @JSBody(
            params = {"argument", "answering", "chunks"},
            script = "return answering.then(function(answer) {"
                    + "  var closing = JSON.parse(answer.json), options = JSON.parse(argument.body).stream_options;"
                    + "  var nearside = Object.assign(answer.nearside, {timings: closing.timings, usage: closing.usage});"
                    + "  if (argument.held) { chunks(Object.assign(argument.held, {nearside: nearside})); }"
                    + "  if (options && options.include_usage) { chunks(Object.assign(closing, {nearside: nearside})); }"
                    + "  return nearside;"
                    + "});")
    private static native JSPromise<JSObject> ended(JSObject argument, JSPromise<JSObject> answering, Chunks chunks);

    @JSBody(
            params = "answering",
            script = "return answering.then(function(answer) {"
                    + "  var whole = JSON.parse(answer.json);"
                    + "  whole.nearside = Object.assign(answer.nearside, {timings: whole.timings, usage: whole.usage});"
                    + "  return whole;"
                    + "});")
    private static native JSPromise<JSObject> whole(JSPromise<JSObject> answering);
}
