package dev.nearside.browser.engine;

import dev.nearside.browser.js.JsObjects;
import dev.nearside.browser.rpc.Call;
import dev.nearside.browser.store.DownloadProgress;
import dev.nearside.browser.store.ModelStore;
import dev.nearside.catalog.Manifest;
import dev.nearside.runtime.ExecutionProvider;
import dev.nearside.runtime.ModelFiles;
import dev.nearside.runtime.ValueInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.teavm.jso.JSObject;

/** The models that this engine holds, one session each. Loading takes turns, so that two calls share one load. */
public final class LoadedModels {
    private static final int MOST_TOLD = 8;

    private final ModelStore store;
    private final ProviderSelection selection;
    private final Consumer<String> log;
    private final Consumer<LoadedModel> listener;
    private final Turns loading = new Turns();
    private final Map<String, LoadedModel> models = new LinkedHashMap<>();

    LoadedModels(ModelStore store, ProviderSelection selection, Consumer<String> log, Consumer<LoadedModel> listener) {
        this.store = store;
        this.selection = selection;
        this.log = log;
        this.listener = listener;
    }

    /** The model where it is wanted, loaded if it is not; another provider than before replaces the session. */
    public LoadedModel get(String id, WantedProvider wanted, Call call) {
        return loading.take(() -> {
            LoadedModel known = models.get(id);
            if (known != null && known.wanted() == wanted) {
                return known;
            }
            call.check();
            LoadedModel loaded = load(id, wanted, call);
            models.put(id, loaded);
            if (known != null) {
                known.session().close();
            }
            listener.accept(loaded);
            return loaded;
        });
    }

    private LoadedModel load(String id, WantedProvider wanted, Call call) {
        double start = JsObjects.now();
        Manifest manifest = store.manifest(id, call.signal());
        ProviderSelection.Selected selected;
        try {
            selected = selection.select(manifest, wanted, provider -> fetch(manifest, provider, call));
        } finally {
            store.letGo(id);
        }
        tell("input: ", selected.session().inputs());
        tell("output: ", selected.session().outputs());
        log.accept(id + " runs on " + selected.session().provider().label() + ": " + selected.reason());
        int context = manifest.generation() == null
                ? 0
                : selection.plan(manifest, selected.session().provider()).contextLength();
        return new LoadedModel(manifest, wanted, selected, context, JsObjects.now() - start);
    }

    /** A cache has a value for each layer, of which one is as good as all. */
    private void tell(String side, List<ValueInfo> values) {
        for (ValueInfo value : values.subList(0, Math.min(MOST_TOLD, values.size()))) {
            log.accept(side + value);
        }
        if (values.size() > MOST_TOLD) {
            log.accept(side + "and " + (values.size() - MOST_TOLD) + " more");
        }
    }

    /** Whether this engine holds it still: another load of the model, or an end to it, closes its session. */
    public boolean isHeld(LoadedModel model) {
        return models.get(model.manifest().id()) == model;
    }

    private void fetch(Manifest manifest, ExecutionProvider provider, Call call) {
        ModelFiles session = manifest.filesFor(provider);
        List<String> paths = new ArrayList<>(session.externalData());
        paths.add(0, session.graph());
        store.fetch(manifest, paths, call.signal(), telling(manifest.id(), call));
    }

    /** Tells the call {@code {model, file, loaded, total}}, in bytes. */
    public static DownloadProgress telling(String model, Call call) {
        return (path, loaded, total) -> {
            JSObject progress = JsObjects.create();
            JsObjects.set(progress, "model", model);
            JsObjects.set(progress, "file", path);
            JsObjects.set(progress, "loaded", (double) loaded);
            JsObjects.set(progress, "total", (double) total);
            call.progress(progress);
        };
    }

    /** Releases a model's session and files, and doubts that it passed its self-test; false if it was not loaded. */
    boolean unload(String id) {
        return loading.take(() -> {
            selection.doubt(id);
            LoadedModel known = models.remove(id);
            store.forget(id);
            if (known == null) {
                return false;
            }
            known.session().close();
            return true;
        });
    }
}
