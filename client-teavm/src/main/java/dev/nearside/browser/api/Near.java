package dev.nearside.browser.api;

import dev.nearside.browser.js.AbortSignal;
import dev.nearside.browser.js.JsObjects;
import dev.nearside.browser.js.Promises;
import dev.nearside.browser.rpc.Connection;
import dev.nearside.browser.rpc.ConnectionListener;
import dev.nearside.browser.rpc.PendingCall;
import dev.nearside.browser.store.RequestLedger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.core.JSPromise;

/**
 * One open engine, as the page and the JavaScript API use it. Every method that returns a promise may be called before
 * the engine has started.
 */
public final class Near {
    private static final int LONGEST_SIDE = 1024;

    private final Connection connection;
    private final Embeddings embeddings;
    private final Search search;
    private final RequestLog requests = new RequestLog();
    private final List<NearListener> listeners = new ArrayList<>();
    private @Nullable JSObject info;

    private Near(String provider) {
        JSObject options = JsObjects.create();
        JsObjects.set(options, "provider", provider);
        JsObjects.set(options, "remembered", RememberedProviders.load());
        connection = new Connection(options, new Events());
        embeddings = new Embeddings(connection);
        search = new Search(connection);
    }

    /** Starts an engine; {@code provider} is auto, webgpu or wasm. */
    public static Near open(String provider) {
        Near near = new Near(provider);
        RequestLedger.begin("page", near::requested);
        near.connection.open();
        return near;
    }

    /** Tells the listener of everything from now on. */
    public void listen(NearListener listener) {
        listeners.add(listener);
    }

    /** What the engine is, once it has started: see {@code near.info()}. */
    public @Nullable JSObject info() {
        return info;
    }

    /** The catalog's entries, each with {@code loaded}. */
    public JSPromise<JSObject> list() {
        return connection.call("list", JsObjects.create(), null, null);
    }

    /**
     * Loads a model.
     *
     * @param provider auto, webgpu or wasm; null for what the engine was opened with
     */
    public JSPromise<JSObject> load(
            String model,
            @Nullable String provider,
            PendingCall.@Nullable Progress progress,
            @Nullable AbortSignal signal) {
        return connection.call("load", argument(model, provider), progress, signal);
    }

    /** Releases a model. */
    public JSPromise<JSObject> unload(String model) {
        return connection.call("unload", argument(model, null), null, null);
    }

    /** Recognises what a picture shows; {@code source} as in {@link Pictures#pixels}. */
    public JSPromise<JSObject> classify(
            JSObject source, String model, @Nullable String provider, @Nullable AbortSignal signal) {
        return Promises.start(() -> {
            JSObject argument = argument(model, provider);
            JsObjects.set(argument, "picture", Promises.awaitValue(Pictures.pixels(source, LONGEST_SIDE)));
            return Promises.await(connection.call("classify", argument, null, signal));
        });
    }

    /** Vectors of texts, and their tokens. */
    public Embeddings embeddings() {
        return embeddings;
    }

    /** Search over a person's own files. */
    public Search search() {
        return search;
    }

    /** Runs any ONNX file: {@code argument} as the engine's {@code run} takes it. */
    JSPromise<JSObject> run(JSObject argument, @Nullable AbortSignal signal) {
        return connection.call("run", argument, null, signal);
    }

    /** Every request since the page was loaded, oldest first. */
    public JSArray<JSObject> ledger() {
        return requests.copy();
    }

    /** Bytes that have left this tab. */
    public double bytesOut() {
        return requests.bytesOut();
    }

    /** Ends the engine. */
    public void close() {
        connection.close();
    }

    private static JSObject argument(String model, @Nullable String provider) {
        JSObject argument = JsObjects.create();
        JsObjects.set(argument, "model", model);
        if (provider != null) {
            JsObjects.set(argument, "provider", provider);
        }
        return argument;
    }

    private void requested(JSObject entry) {
        requests.put(entry);
        listeners.forEach(NearListener::requested);
    }

    /** Turns what the connection tells into what listeners hear. */
    private final class Events implements ConnectionListener {
        @Override
        public void started(JSObject engineInfo) {
            info = engineInfo;
            listeners.forEach(listener -> listener.started(engineInfo));
        }

        @Override
        public void event(String type, JSObject detail) {
            switch (type) {
                case "log" -> {
                    String line = JsObjects.text(detail, "text");
                    listeners.forEach(listener -> listener.logged(String.valueOf(line)));
                }
                case "remember" -> RememberedProviders.remember(detail);
                case "request" -> requested(detail);
                case "loaded" -> listeners.forEach(listener -> listener.loaded(detail));
                default -> listeners.forEach(listener -> listener.logged("unknown event: " + type));
            }
        }

        @Override
        public void restarted(String reason) {
            listeners.forEach(listener -> listener.noticed(reason));
        }

        @Override
        public void gaveUp(String reason) {
            listeners.forEach(listener -> listener.failed(reason));
        }
    }
}
