package dev.nearside.browser.api;

import dev.nearside.browser.gpu.MemoryPlans;
import dev.nearside.browser.js.AbortSignal;
import dev.nearside.browser.js.JsFailure;
import dev.nearside.browser.js.JsObjects;
import dev.nearside.browser.js.Promises;
import dev.nearside.browser.rpc.Connection;
import dev.nearside.browser.rpc.PendingCall;
import dev.nearside.browser.store.RequestLedger;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.core.JSPromise;

/**
 * The engines of one tab, as the page and the JavaScript API use them. Each starts with the first call that needs it;
 * every method that returns a promise may be called before.
 */
public final class Near {
    private static final int LONGEST_SIDE = 1024;

    private final Engines engines;
    private final Models models;
    private final Connection vision;
    private final Embeddings embeddings;
    private final Search search;
    private final Routes routes;
    private final Chat chat;

    private Near(Engines engines) {
        this.engines = engines;
        models = new Models(engines);
        vision = engines.of(EngineKind.VISION);
        embeddings = new Embeddings(engines.of(EngineKind.TEXT));
        search = new Search(engines.of(EngineKind.TEXT));
        TabTargets tab = new TabTargets(engines, models);
        routes = new Routes(engines, tab);
        chat = new Chat(engines.of(EngineKind.TEXT), routes, tab);
    }

    /** Starts nothing yet; {@code provider} is auto, webgpu or wasm. */
    public static Near open(String provider) {
        Engines engines = new Engines(provider);
        RequestLedger.begin("page", engines::requested);
        return new Near(engines);
    }

    /** Starts an engine before a call needs it, if it does not run. */
    public void start(EngineKind kind) {
        engines.of(kind).open();
    }

    /** What an engine says of itself, once it has started: see {@code near.info()}. */
    JSPromise<JSObject> info(EngineKind kind) {
        return engines.of(kind).call("info", JsObjects.create(), null, null);
    }

    /** Tells the listener of everything from now on. */
    public void listen(NearListener listener) {
        engines.listen(listener);
    }

    /** What the engine says of itself that started last; null before one has. */
    public @Nullable JSObject info() {
        return engines.info();
    }

    /**
     * The catalog's entries, each with {@code loaded} and {@code stored}: what {@link #stored} has of it, or null.
     */
    public JSPromise<JSObject> list() {
        return models.list();
    }

    /**
     * How a language model fits this device, before it is fetched: see {@link MemoryPlans}; null for other models.
     *
     * @param provider auto, webgpu or wasm; null for what was opened with
     */
    public JSPromise<JSObject> plan(String model, @Nullable String provider) {
        return models.plan(model, provider == null ? engines.provider() : provider);
    }

    /**
     * Loads a model, on the engine for its task.
     *
     * @param provider auto, webgpu or wasm; null for what was opened with
     */
    public JSPromise<JSObject> load(
            String model,
            @Nullable String provider,
            PendingCall.@Nullable Progress progress,
            @Nullable AbortSignal signal) {
        return models.load(model, argument(model, provider), progress, signal);
    }

    /** Releases a model. */
    public JSPromise<JSObject> unload(String model) {
        return models.unload(model, argument(model, null));
    }

    /**
     * The models of which this browser keeps something, without asking the server: {@code {id, title, task, bytes, total,
     * complete, providers}}. {@code bytes} of {@code total} are here of what the provider needs of which most is here.
     */
    public JSPromise<JSObject> stored() {
        return models.stored();
    }

    /** Releases a model, and takes out of this browser's storage what no other model shares. */
    public JSPromise<JSObject> remove(String model) {
        return models.remove(model, argument(model, null));
    }

    /** Recognises what a picture shows; {@code source} as in {@link Pictures#pixels}. */
    public JSPromise<JSObject> classify(
            JSObject source, String model, @Nullable String provider, @Nullable AbortSignal signal) {
        return Promises.start(() -> {
            JSObject argument = argument(model, provider);
            JsObjects.set(argument, "picture", Promises.awaitValue(Pictures.pixels(source, LONGEST_SIDE)));
            try {
                return Promises.await(vision.call("classify", argument, null, signal));
            } catch (JsFailure e) {
                throw models.explained(e, model, "image-classification");
            }
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

    /** Answers of language models. */
    public Chat chat() {
        return chat;
    }

    /** Where chats are answered. */
    public Routes routes() {
        return routes;
    }

    /** Runs any ONNX file: {@code argument} as the engine's {@code run} takes it. */
    JSPromise<JSObject> run(JSObject argument, @Nullable AbortSignal signal) {
        return vision.call("run", argument, null, signal);
    }

    /** Every request since the page was loaded, oldest first. */
    public JSArray<JSObject> ledger() {
        return engines.requests().copy();
    }

    /** Bytes that have left this tab. */
    public double bytesOut() {
        return engines.requests().bytesOut();
    }

    /** Ends all engines. */
    public void close() {
        engines.close();
    }

    private static JSObject argument(String model, @Nullable String provider) {
        JSObject argument = JsObjects.create();
        JsObjects.set(argument, "model", model);
        if (provider != null) {
            JsObjects.set(argument, "provider", provider);
        }
        return argument;
    }
}
