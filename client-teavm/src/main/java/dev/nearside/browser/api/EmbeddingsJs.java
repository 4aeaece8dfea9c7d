package dev.nearside.browser.api;

import dev.nearside.error.InvalidInput;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;

/** {@code near.embeddings} and {@code near.tokenizer} in JavaScript. */
final class EmbeddingsJs {
    private EmbeddingsJs() {}

    /** Adds both to what {@code open} gives. */
    static void addTo(JSObject facade, Embeddings embeddings) {
        add(
                facade,
                (request, options) -> CallOptions.guarded(() -> embeddings.create(
                        plain(request, "embeddings.create takes {model, input}"),
                        CallOptions.progress(options),
                        CallOptions.signal(options))),
                (request, options) -> CallOptions.guarded(() -> embeddings.encode(
                        plain(request, "tokenizer.encode takes {model, input}"), CallOptions.signal(options))),
                (request, options) -> CallOptions.guarded(() -> embeddings.decode(
                        plain(request, "tokenizer.decode takes {model, ids}"), CallOptions.signal(options))));
    }

    /** A copy, as the engine may ask for it again after a failure. */
    private static JSObject plain(@Nullable JSObject request, String needed) {
        if (request == null || !isObject(request)) {
            throw new InvalidInput(needed);
        }
        return copy(request);
    }

    @JSBody(params = "value", script = "return typeof value === 'object' && !Array.isArray(value);")
    private static native boolean isObject(JSObject value);

    @JSBody(params = "value", script = "return Object.assign({}, value);")
    private static native JSObject copy(JSObject value);

    @JSBody(
            params = {"facade", "create", "encode", "decode"},
            script = "facade.embeddings = {"
                    + "  create: function(request, options) { return create(request || null, options || null); }"
                    + "};"
                    + "facade.tokenizer = {"
                    + "  encode: function(request, options) { return encode(request || null, options || null); },"
                    + "  decode: function(request, options) { return decode(request || null, options || null); }"
                    + "};")
    private static native void add(JSObject facade, Ask create, Ask encode, Ask decode);

    @JSFunctor
    private interface Ask extends JSObject {
        JSPromise<JSObject> ask(@Nullable JSObject request, @Nullable JSObject options);
    }
}
