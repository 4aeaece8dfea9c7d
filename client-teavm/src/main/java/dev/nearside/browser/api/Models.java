package dev.nearside.browser.api;

import dev.nearside.browser.gpu.MemoryPlans;
import dev.nearside.browser.js.AbortSignal;
import dev.nearside.browser.js.JsFailure;
import dev.nearside.browser.js.JsObjects;
import dev.nearside.browser.js.Promises;
import dev.nearside.browser.rpc.PendingCall;
import dev.nearside.browser.store.KeptModels;
import dev.nearside.browser.store.StorageFailed;
import dev.nearside.error.ModelNotFound;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.core.JSPromise;

/** The server's models: what there is, and each on the engine that its task needs. */
final class Models {
    private final Engines engines;
    private final MemoryPlans plans = new MemoryPlans();
    private final Map<String, EngineKind> kinds = new HashMap<>();

    Models(Engines engines) {
        this.engines = engines;
    }

    /** The catalog's entries as the server has them now, each with {@code loaded} and {@code stored}. No engine is started for it. */
    JSPromise<JSObject> list() {
        return Promises.start(this::catalog);
    }

    /** The catalog's entries, as {@link #list} has them. Blocks. */
    JSArray<JSObject> catalog() {
        engines.requireOpen();
        JSArray<JSObject> entries = Promises.awaitValue(fetchCatalog());
        for (int i = 0; i < entries.getLength(); i++) {
            JSObject entry = entries.get(i);
            String id = String.valueOf(JsObjects.text(entry, "id"));
            EngineKind kind = EngineKind.ofTask(String.valueOf(JsObjects.text(entry, "task")));
            kinds.put(id, kind);
            JsObjects.set(entry, "loaded", engines.loaded(kind).contains(id));
        }
        return withKept(entries, kept());
    }

    /** The models of which this browser keeps something, as {@link KeptModels#list} has them; needs no server. */
    JSPromise<JSObject> stored() {
        return Promises.start(() -> {
            engines.requireOpen();
            return kept();
        });
    }

    /** The models of which this browser keeps something. Blocks. */
    static JSArray<JSObject> kept() {
        try {
            return KeptModels.open().list();
        } catch (StorageFailed e) {
            // A browser that keeps nothing; the engine's log says why when a model is loaded.
            return new JSArray<>();
        }
    }

    /** Releases a model and takes its files out of this browser. */
    JSPromise<JSObject> remove(String model, JSObject argument) {
        return Promises.start(() -> {
            engines.requireOpen();
            for (EngineKind kind : EngineKind.values()) {
                if (engines.loaded(kind).remove(model)) {
                    Promises.join(engines.of(kind).call("unload", argument, null, null));
                }
            }
            KeptModels.open().remove(model);
            return null;
        });
    }

    /**
     * How a language model fits this device where it would run, before anything of it is fetched.
     *
     * @param provider auto, webgpu or wasm
     * @return see {@link MemoryPlans}; null for a model that generates no text or whose needs nobody knows
     */
    JSPromise<JSObject> plan(String model, String provider) {
        return Promises.start(() -> plans.of(entry(model), provider));
    }

    /** The plan of a catalog's entry, as {@link #plan} tells it. Blocks. */
    @Nullable
    JSObject planOf(JSObject entry, String provider) {
        return plans.of(entry, provider);
    }

    private JSObject entry(String model) {
        JSArray<JSObject> entries = catalog();
        for (int i = 0; i < entries.getLength(); i++) {
            if (model.equals(JsObjects.text(entries.get(i), "id"))) {
                return entries.get(i);
            }
        }
        throw new ModelNotFound("no model '" + model + "' in the server's catalog");
    }

    JSPromise<JSObject> load(
            String model, JSObject argument, PendingCall.@Nullable Progress progress, @Nullable AbortSignal signal) {
        return Promises.start(() -> Promises.await(engines.of(kind(model)).call("load", argument, progress, signal)));
    }

    JSPromise<JSObject> unload(String model, JSObject argument) {
        return Promises.start(() -> {
            EngineKind kind = kind(model);
            JSObject answer = Promises.await(engines.of(kind).call("unload", argument, null, null));
            engines.loaded(kind).remove(model);
            return answer;
        });
    }

    /** A model that the catalog does not have is anybody's: an engine says so. */
    private EngineKind kind(String model) {
        if (!kinds.containsKey(model)) {
            JSArray<JSObject> ignored = catalog();
        }
        return kinds.getOrDefault(model, EngineKind.VISION);
    }

    /** What an engine said of a model; where there is no such model, which there are for that task. Blocks. */
    JsFailure explained(JsFailure failure, String model, String task) {
        if (!"model_not_found".equals(failure.code())) {
            return failure;
        }
        List<String> known = new ArrayList<>();
        JSArray<JSObject> entries = catalog();
        for (int i = 0; i < entries.getLength(); i++) {
            JSObject entry = entries.get(i);
            String id = String.valueOf(JsObjects.text(entry, "id"));
            if (id.equals(model)) {
                return failure;
            }
            if (JsObjects.flag(entry, "installed") && task.equals(JsObjects.text(entry, "task"))) {
                known.add(id);
            }
        }
        return new JsFailure(failure.name(), "no model '" + model + "'; the server has " + known, failure.code());
    }

    @JSBody(
            params = {"entries", "kept"},
            script = "entries.forEach(function(entry) {"
                    + "  entry.stored = kept.find(function(model) { return model.id === entry.id; }) || null;"
                    + "});"
                    + "return entries;")
    private static native JSArray<JSObject> withKept(JSArray<JSObject> entries, JSArray<JSObject> kept);

    @JSBody(
            script = "function unreachable(text) {"
                    + "  var e = new Error(text); e.name = 'ServerUnreachable'; e.code = 'server_unreachable'; throw e;"
                    + "}"
                    + "return fetch('/models/index.json', {credentials: 'omit'}).catch(function(e) {"
                    + "  unreachable('the server does not answer (' + e.message + '); start it again and reload the page');"
                    + "}).then(function(response) {"
                    + "  if (!response.ok) { unreachable('the server answered ' + response.status + ' for /models/index.json'); }"
                    + "  return response.json();"
                    + "}).then(function(catalog) { return catalog.models; });")
    private static native JSPromise<JSArray<JSObject>> fetchCatalog();
}
