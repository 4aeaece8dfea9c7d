package dev.nearside.browser.client;

import dev.nearside.browser.js.AbortSignal;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;

/** What {@code open} of {@code nearside.js} gave. What each call takes and gives is in {@code docs/javascript-api.md}. */
public final class NearClient {
    private final JSObject near;
    private final SearchClient search;

    /** @param near what {@code open} gave */
    public NearClient(JSObject near) {
        this.near = near;
        search = new SearchClient(searchOf(near));
    }

    /** Hears how far a call is, or a piece of its answer. Called from JavaScript: must not block. */
    @JSFunctor
    public interface Listener extends JSObject {
        void at(JSObject value);
    }

    /** {@code near.search}. */
    public SearchClient search() {
        return search;
    }

    /** {@code near.models.list}. */
    public JSPromise<JSObject> list() {
        return list(near);
    }

    /** {@code near.models.plan}. */
    public JSPromise<JSObject> plan(String model, String provider) {
        return plan(near, model, provider);
    }

    /** {@code near.models.load}. */
    public JSPromise<JSObject> load(String model, String provider, Listener progress, @Nullable AbortSignal signal) {
        return load(near, model, options(provider, progress, signal));
    }

    /** {@code near.models.remove}. */
    public JSPromise<JSObject> remove(String model) {
        return remove(near, model);
    }

    /** {@code near.tokenizer.encode}. */
    public JSPromise<JSObject> encode(JSObject request, @Nullable AbortSignal signal) {
        return encode(near, request, signal);
    }

    /** {@code near.route.explain}. */
    public JSPromise<JSObject> explain(JSObject question) {
        return explain(near, question);
    }

    /** {@code near.route.decide}. */
    public JSPromise<JSObject> decide(JSObject request, AbortSignal signal) {
        return decide(near, request, signal);
    }

    /**
     * {@code near.chat.completions.create} of a stream.
     *
     * @param chunks told each chunk, in order
     * @return fulfilled with {@code nearside} of the last chunk
     */
    public JSPromise<JSObject> stream(JSObject request, Listener chunks, Listener progress, AbortSignal signal) {
        return stream(near, request, chunks, options(null, progress, signal));
    }

    @JSBody(
            params = {"provider", "progress", "signal"},
            script = "return {provider: provider || undefined, onProgress: progress, signal: signal || undefined};")
    static native JSObject options(@Nullable String provider, Listener progress, @Nullable AbortSignal signal);

    @JSBody(params = "near", script = "return near.search;")
    private static native JSObject searchOf(JSObject near);

    @JSBody(params = "near", script = "return near.models.list();")
    private static native JSPromise<JSObject> list(JSObject near);

    @JSBody(
            params = {"near", "model", "provider"},
            script = "return near.models.plan(model, {provider: provider});")
    private static native JSPromise<JSObject> plan(JSObject near, String model, String provider);

    @JSBody(
            params = {"near", "model", "options"},
            script = "return near.models.load(model, options);")
    private static native JSPromise<JSObject> load(JSObject near, String model, JSObject options);

    @JSBody(
            params = {"near", "model"},
            script = "return near.models.remove(model);")
    private static native JSPromise<JSObject> remove(JSObject near, String model);

    @JSBody(
            params = {"near", "request", "signal"},
            script = "return near.tokenizer.encode(request, {signal: signal || undefined});")
    private static native JSPromise<JSObject> encode(JSObject near, JSObject request, @Nullable AbortSignal signal);

    @JSBody(
            params = {"near", "question"},
            script = "return near.route.explain(question);")
    private static native JSPromise<JSObject> explain(JSObject near, JSObject question);

    @JSBody(
            params = {"near", "request", "signal"},
            script = "return near.route.decide(request, {signal: signal});")
    private static native JSPromise<JSObject> decide(JSObject near, JSObject request, AbortSignal signal);

    @JSBody(
            params = {"near", "request", "chunks", "options"},
            script = "var stream, nearside = {};"
                    + "function step(part) {"
                    + "  if (part.done) { return nearside; }"
                    + "  nearside = part.value.nearside || nearside;"
                    + "  chunks(part.value);"
                    + "  return stream.next().then(step);"
                    + "}"
                    + "return near.chat.completions.create(Object.assign({}, request, {stream: true}), options)"
                    + "  .then(function(s) { stream = s; return s.next(); }).then(step);")
    private static native JSPromise<JSObject> stream(
            JSObject near, JSObject request, Listener chunks, JSObject options);
}
