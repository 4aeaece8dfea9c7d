package dev.nearside.browser.api;

import dev.nearside.browser.js.AbortSignal;
import dev.nearside.browser.js.JsErrors;
import dev.nearside.browser.js.JsFailure;
import dev.nearside.browser.js.JsObjects;
import dev.nearside.browser.js.Promises;
import dev.nearside.browser.rpc.Connection;
import dev.nearside.browser.rpc.PendingCall;
import dev.nearside.error.InvalidInput;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;

/**
 * Answers of language models, in OpenAI's shape: {@code near.chat.completions}. The router says where each is made: in this
 * tab, by the server on this machine, or by another server that it knows.
 *
 * <p>A request is {@code {model, messages, …}} as {@code POST /v1/chat/completions} takes it, {@code provider}, and
 * {@code nearside}, wishes for the routing. The progress of both calls gets {@code {route}} when it is known who is asked,
 * {@code {model, file, loaded, total}}, in bytes, while the model is loaded, and {@code {done, total}}, in tokens, while
 * the prompt is read.
 */
public final class Chat {
    private final Connection engine;
    private final Routes routes;
    private final TabTargets tab;

    Chat(Connection engine, Routes routes, TabTargets tab) {
        this.engine = engine;
        this.routes = routes;
        this.tab = tab;
    }

    /**
     * Answers in one piece.
     *
     * @return OpenAI's {@code chat.completion}, with {@code nearside: {model, provider, providerReason, fallback,
     *     loadMillis, timings, usage, route}}; {@code timings} are {@code {prompt_n, prompt_ms, prompt_per_second, predicted_n,
     *     predicted_ms, predicted_per_second, first_token_ms}}
     * @throws InvalidInput if the request cannot be sent
     */
    public JSPromise<JSObject> complete(
            JSObject request, PendingCall.@Nullable Progress progress, @Nullable AbortSignal signal) {
        JSObject argument = argument(request, false);
        return Promises.start(() -> whole(answer(argument, progress, signal)));
    }

    /**
     * Answers piece by piece.
     *
     * @param chunks told each of OpenAI's {@code chat.completion.chunk}s, in order, none twice, also where the engine
     *     failed and was started again in between, or another target had to be asked before there was content; the last
     *     one has {@code nearside} as {@link #complete}'s answer, and nothing comes after an abort
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
        return Promises.start(() -> ended(argument, answer(argument, both, signal), chunks));
    }

    /** Told of a chunk. */
    @JSFunctor
    public interface Chunks extends JSObject {
        void chunk(JSObject chunk);
    }

    /** Asks one target after the other until one answers; {@code {json, nearside}}. Blocks. */
    private JSObject answer(JSObject argument, PendingCall.@Nullable Progress listener, @Nullable AbortSignal signal) {
        PendingCall.Progress progress = value -> {
            boolean leaves = sent(argument, value);
            if (listener != null) {
                listener.at(leaves ? news(argument) : value);
            }
        };
        return along(routes.decision(argument, signal), argument, progress, signal);
    }

    /** On a route, and if that fails on what is left of it. */
    private JSObject along(
            JSObject route, JSObject argument, PendingCall.Progress progress, @Nullable AbortSignal signal) {
        String refusal = JsObjects.text(route, "refusal");
        if (refusal != null) {
            throw refused(refusal, route);
        }
        aim(argument, route);
        JsFailure failure;
        try {
            return answered(Promises.awaitValue(ask(route, argument, progress, signal)), argument, route);
        } catch (JsFailure e) {
            failure = e;
        }
        if ("cancelled".equals(failure.code())) {
            throw failure;
        }
        // A loop would be plainer; TeaVM 0.15 compiles one that takes its next object from a catch to invalid
        // WebAssembly.
        return along(routes.after(route, failure, hasBegun(argument)), argument, progress, signal);
    }

    private JSPromise<JSObject> ask(
            JSObject route, JSObject argument, PendingCall.Progress progress, @Nullable AbortSignal signal) {
        if ("tab".equals(JsObjects.text(route, "place"))) {
            progress.at(news(argument));
            return engine.call("chat.create", argument, progress, signal);
        }
        return routes.ask(argument, progress, signal);
    }

    private JSObject answered(JSObject answer, JSObject argument, JSObject route) {
        JSObject told = merged(answer, argument);
        if ("tab".equals(JsObjects.text(route, "place"))) {
            tab.measured(String.valueOf(JsObjects.text(route, "model")), JsObjects.get(told, "timings"));
        }
        return told;
    }

    private static JsFailure refused(String code, JSObject route) {
        return new JsFailure(JsErrors.nameOf(code), String.valueOf(JsObjects.text(route, "text")), code);
    }

    static JSObject argument(JSObject request, boolean stream) {
        JSObject argument = argumentOf(request, stream);
        String problem = JsObjects.text(argument, "problem");
        if (problem != null) {
            throw new InvalidInput(problem);
        }
        return argument;
    }

    /**
     * What the engine's {@code chat.create} and the router's {@code server.chat} take. Id, time and, for the engine, a seed
     * are drawn here, so that an engine that is asked again goes on with the same answer; {@code tokens} of each choice and the number of
     * chunks {@code delivered} are kept up to date for it. Who names a provider wants the tab.
     */
    @JSBody(
            params = {"request", "stream"},
            script = "var body = Object.assign({}, request, {stream: stream}), random = new Uint32Array(4);"
                    + "crypto.getRandomValues(random);"
                    + "var wishes = body.nearside;"
                    + "if (body.provider && !(wishes && wishes.reach)) {"
                    + "  body.nearside = Object.assign({}, wishes, {reach: 'tab'});"
                    + "}"
                    + "delete body.provider;"
                    + "try {"
                    + "  return {request: JSON.stringify(body), provider: request.provider,"
                    + "    conversation: wishes && typeof wishes.conversation === 'string' ? wishes.conversation : '',"
                    + "    id: 'chatcmpl-' + Array.from(random, function(n) { return n.toString(36); }).join(''),"
                    + "    created: Math.floor(Date.now() / 1000), seed: random[0], tokens: [], delivered: 0, opening: [], held: null, bytesOut: 0};"
                    + "} catch (e) {"
                    + "  return {problem: 'the request is no JSON: ' + (e && e.message || e)};"
                    + "}")
    private static native JSObject argumentOf(JSObject request, boolean stream);

    /** Makes it a question to the target of that route, of which nothing was heard yet; {@code route} is for programs. */
    @JSBody(
            params = {"argument", "route"},
            script = "argument.route = {backend: route.backend, model: route.model, place: route.place,"
                    + "  reason: route.reason, text: route.text, private: route.private, privacy: route.privacy,"
                    + "  failed: route.failed || []};"
                    + "var body = JSON.parse(argument.request);"
                    + "body.model = route.model; delete body.nearside;"
                    + "if (body.seed === undefined || body.seed === null) {"
                    + "  body = Object.assign({cache_prompt: true}, body, {seed: argument.seed});"
                    + "}"
                    + "Object.assign(argument, {body: JSON.stringify(body), model: route.model, backend: route.backend,"
                    + "  private: route.private, deadline: route.deadline, tokens: [], delivered: 0, opening: [], held: null,"
                    + "  why: 'chat answered by ' + route.backend + ': ' + route.reason});")
    private static native void aim(JSObject argument, JSObject route);

    /** Counts what leaves the tab; false if the progress is of another kind. */
    @JSBody(
            params = {"argument", "value"},
            script = "if (typeof value.sent !== 'number') { return false; }"
                    + "argument.bytesOut += value.sent; return true;")
    private static native boolean sent(JSObject argument, JSObject value);

    @JSBody(params = "argument", script = "return !!argument.begun;")
    private static native boolean hasBegun(JSObject argument);

    /** Who is asked, and how much has left the tab for it. */
    @JSBody(
            params = "argument",
            script = "return {route: Object.assign({}, argument.route, {bytesOut: argument.bytesOut})};")
    private static native JSObject news(JSObject argument);

    /** {@code {whole, nearside}} of what a target told, with its route, and {@code timings} beside them. */
    @JSBody(
            params = {"answer", "argument"},
            script = "var whole = JSON.parse(answer.json);"
                    + "var nearside = Object.assign({}, answer.nearside, {timings: whole.timings, usage: whole.usage});"
                    + "nearside.model = nearside.model || argument.model;"
                    + "nearside.route = Object.assign({}, argument.route, {bytesOut: argument.bytesOut});"
                    + "return {whole: whole, nearside: nearside, timings: whole.timings};")
    private static native JSObject merged(JSObject answer, JSObject argument);

    /**
     * Takes a piece of an answer; false if the progress is of another kind. What opens an answer waits for its first
     * content, as another target may have to give it; what ends it waits, as it is to say how fast all of it was.
     */
    @JSBody(
            params = {"argument", "value", "chunks"},
            script = "if (typeof value.chunk !== 'string') { return false; }"
                    + "var spoken = argument.tokens[value.choice] = argument.tokens[value.choice] || [];"
                    + "Array.prototype.push.apply(spoken, value.tokens);"
                    + "argument.delivered++;"
                    + "var chunk = JSON.parse(value.chunk);"
                    + "if (value.tokens.length) { chunk.nearside = {tokens: value.tokens.length}; }"
                    + "var choice = chunk.choices[0], delta = choice.delta || {};"
                    + "var content = Object.keys(delta).some(function(name) { return name !== 'role' && !!delta[name]; });"
                    + "if (!argument.begun && !content && !choice.finish_reason) { argument.opening.push(chunk); return true; }"
                    + "argument.begun = true;"
                    + "argument.opening.splice(0).forEach(function(each) { chunks(each); });"
                    + "var last = argument.held;"
                    + "argument.held = choice.finish_reason ? chunk : null;"
                    + "if (last) { chunks(last); }"
                    + "if (!argument.held) { chunks(chunk); }"
                    + "return true;")
    private static native boolean take(JSObject argument, JSObject value, Chunks chunks);

    @JSBody(
            params = {"argument", "answer", "chunks"},
            script = "var options = JSON.parse(argument.request).stream_options, nearside = answer.nearside;"
                    + "if (argument.held) { chunks(Object.assign(argument.held, {nearside: nearside})); }"
                    + "if (options && options.include_usage && answer.whole.choices) {"
                    + "  chunks(Object.assign(answer.whole, {nearside: nearside}));"
                    + "}"
                    + "return nearside;")
    private static native JSObject ended(JSObject argument, JSObject answer, Chunks chunks);

    @JSBody(params = "answer", script = "return Object.assign(answer.whole, {nearside: answer.nearside});")
    private static native JSObject whole(JSObject answer);
}
