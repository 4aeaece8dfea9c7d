package dev.nearside.browser.compare;

import dev.nearside.browser.js.AbortSignal;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;

/** The JavaScript API, as any page has it. */
record NearApi(JSObject near) {

    /**
     * {@code {models, considered, targets, webgpu, isAlone, wantsKey}}: the catalog, whom a chat could be routed to, the
     * server's targets, whether the server did not answer, and whether it wants a key that the browser does not have.
     */
    JSPromise<JSObject> whoThereIs() {
        return Calls.whoThereIs(near);
    }

    /** {@code {provider, providerReason, …}}: where the model runs now, which is elsewhere if it cannot run as asked. */
    JSPromise<JSObject> load(String model, String provider, AbortSignal signal) {
        return Calls.load(near, model, provider, signal);
    }

    /**
     * Has a question answered.
     *
     * @param request a chat request
     * @param piece told the answer so far
     * @return {@code {text, cutOff, firstToken, total, nearside, bytesOut, failure, code}}; never rejected
     */
    JSPromise<JSObject> ask(JSObject request, Piece piece, AbortSignal signal) {
        return Calls.ask(near, request, piece, signal);
    }

    /** The person's own rules, JSON of an array. */
    String rules() {
        return Calls.rules(near);
    }

    void setRules(String rules) {
        Calls.setRules(near, rules);
    }

    /** Told the answer so far. */
    @JSFunctor
    interface Piece extends JSObject {
        void piece(String text);
    }

    /** A record cannot have native methods. */
    private static final class Calls {
        private Calls() {}

        @JSBody(
                params = "near",
                script = "var question = {request: {model: 'auto', messages: [{role: 'user', content: '?'}]}};"
                        // A server that wants a key has it asked for by explain.
                        + "var explained = near.route.explain(question);"
                        + "return Promise.all(["
                        + "  near.models.list(),"
                        + "  explained,"
                        + "  explained.then(function(decision) {"
                        // Whoever did not want to tell the key is not asked for it again.
                        + "    return fetch('/api/routing', {credentials: decision.wantsKey ? 'omit' : 'same-origin', cache: 'no-store'})"
                        + "      .then(function(r) { return r.ok ? r.json() : {}; }).catch(function() { return null; });"
                        + "  }),"
                        + "  navigator.gpu ? navigator.gpu.requestAdapter().catch(function() { return null; }) : null"
                        + "]).then(function(all) {"
                        + "  return {models: all[0], considered: all[1].considered, webgpu: !!all[3], isAlone: !all[2], wantsKey: !!all[1].wantsKey,"
                        + "    targets: all[2] && all[2].state && all[2].state.targets || []};"
                        + "});")
        static native JSPromise<JSObject> whoThereIs(JSObject near);

        @JSBody(
                params = {"near", "model", "provider", "signal"},
                script = "return near.models.load(model, {provider: provider, signal: signal});")
        static native JSPromise<JSObject> load(JSObject near, String model, String provider, AbortSignal signal);

        @JSBody(
                params = {"near", "request", "piece", "signal"},
                script = "var start = performance.now(), stream;"
                        + "var told = {text: '', cutOff: false, firstToken: 0, total: 0, nearside: null, bytesOut: 0, failure: null, code: null};"
                        + "function step(part) {"
                        + "  if (part.done) { return null; }"
                        + "  var choice = part.value.choices && part.value.choices[0];"
                        + "  var text = choice && choice.delta && choice.delta.content;"
                        + "  if (text) {"
                        + "    if (!told.firstToken) { told.firstToken = performance.now() - start; }"
                        + "    told.text += text; piece(told.text);"
                        + "  }"
                        + "  if (choice && choice.finish_reason === 'length') { told.cutOff = true; }"
                        + "  if (part.value.nearside) { told.nearside = part.value.nearside; }"
                        + "  return stream.next().then(step);"
                        + "}"
                        + "return near.chat.completions.create(request, {signal: signal, onProgress: function(p) {"
                        + "  if (p.route) { told.bytesOut = p.route.bytesOut; }"
                        + "}}).then(function(s) { stream = s; return s.next().then(step); }).catch(function(e) {"
                        + "  told.failure = String(e && e.message || e); told.code = String(e && e.code || '');"
                        + "}).then(function() { told.total = performance.now() - start; return told; });")
        static native JSPromise<JSObject> ask(JSObject near, JSObject request, Piece piece, AbortSignal signal);

        @JSBody(params = "near", script = "return JSON.stringify(near.route.rules());")
        static native String rules(JSObject near);

        @JSBody(
                params = {"near", "rules"},
                script = "near.route.setRules(JSON.parse(rules));")
        static native void setRules(JSObject near, String rules);
    }
}
