package dev.nearside.browser.engine;

import dev.nearside.browser.gpu.GpuAccess;
import dev.nearside.browser.js.AbortSignal;
import dev.nearside.browser.js.ByteTransfer;
import dev.nearside.browser.js.Capabilities;
import dev.nearside.browser.js.Host;
import dev.nearside.browser.js.HostMemory;
import dev.nearside.browser.js.JsObjects;
import dev.nearside.browser.rpc.Call;
import dev.nearside.browser.rpc.Dispatcher;
import dev.nearside.browser.search.SearchCalls;
import dev.nearside.browser.store.ModelStore;
import dev.nearside.catalog.CatalogIndex;
import dev.nearside.catalog.ManifestWriter;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArray;

/** The engine: ONNX Runtime Web, the GPU, the models that are loaded, and what can be asked of them. */
final class Engine {
    private final Dispatcher page;
    private final OrtLibrary library;
    private final GpuAccess gpu;
    private final ModelStore store = new ModelStore();
    private final LoadedModels models;
    private final AdHocModels adHoc;
    private final DigitCalls digits;
    private final TextModels texts;
    private final TokenizerCalls tokens;
    private final EmbeddingCalls embeddings = new EmbeddingCalls();
    private final SearchCalls search;
    private final WantedProvider wanted;

    private Engine(JSObject options, Dispatcher page, OrtLibrary library, GpuAccess gpu) {
        this.page = page;
        this.library = library;
        this.gpu = gpu;
        this.wanted = WantedProvider.ofLabel(JsObjects.text(options, "provider"));
        OrtRuntime runtime = new OrtRuntime(library.ort(), store, gpu, this::deviceLost);
        JSObject stored = JsObjects.get(options, "remembered");
        RememberedChoices remembered =
                new RememberedChoices(stored == null ? JsObjects.create() : stored, deviceKey(), page);
        this.models = new LoadedModels(
                store,
                new ProviderSelection(runtime, gpu, remembered, this::log),
                this::log,
                model -> page.event("loaded", describe(model)));
        this.adHoc = new AdHocModels(runtime, this::log);
        this.digits = new DigitCalls(this::log);
        ModelTokenizers tokenizers = new ModelTokenizers(store, new ByteTransfer(new HostMemory()));
        this.texts = new TextModels(models, tokenizers);
        this.tokens = new TokenizerCalls(tokenizers);
        this.search = new SearchCalls(call -> texts.get(SearchCalls.MODEL, wanted, call), this::log);
    }

    /**
     * Starts the engine.
     *
     * @param options {@code provider}: auto, webgpu or wasm; {@code withoutGpu}: why the GPU must not be used, or
     *     nothing; {@code remembered}: choices by key
     */
    static Engine start(JSObject options, Dispatcher page) {
        String withoutGpu = JsObjects.text(options, "withoutGpu");
        GpuAccess gpu = withoutGpu == null ? GpuAccess.look() : GpuAccess.without(withoutGpu);
        Engine engine = new Engine(options, page, OrtLibrary.load(), gpu);
        engine.log(engine.adapterLine());
        engine.log("ONNX Runtime Web " + engine.version() + ", " + engine.library.build() + " build, "
                + engine.library.threads() + (engine.library.threads() == 1 ? " thread" : " threads"));
        return engine;
    }

    private String version() {
        return library.ort().getEnv().getVersions().getCommon();
    }

    private String adapterLine() {
        return gpu.description()
                .map(adapter -> "adapter: " + JsObjects.text(adapter, "vendor") + " "
                        + JsObjects.text(adapter, "architecture") + (gpu.isFallback() ? " (software)" : ""))
                .orElse("adapter: none, " + gpu.problem());
    }

    private String deviceKey() {
        return gpu.description()
                        .map(adapter ->
                                JsObjects.text(adapter, "vendor") + "/" + JsObjects.text(adapter, "architecture"))
                        .orElse("none")
                + " " + version();
    }

    private void deviceLost(String reason) {
        JSObject detail = JsObjects.create();
        JsObjects.set(detail, "reason", "the GPU device was lost (" + reason + ")");
        page.event("device-lost", detail);
    }

    private void log(String line) {
        JSObject detail = JsObjects.create();
        JsObjects.set(detail, "text", line);
        page.event("log", detail);
    }

    /** What {@code near.info()} shows. */
    JSObject info() {
        JSObject info = JsObjects.create();
        JsObjects.set(info, "backend", Host.backend());
        JsObjects.set(info, "provider", wanted.label());
        JsObjects.set(info, "adapter", gpu.description().orElse(null));
        JsObjects.set(info, "adapterProblem", gpu.problem());
        JsObjects.set(info, "crossOriginIsolated", Capabilities.isCrossOriginIsolated());
        JsObjects.set(info, "threads", library.threads());
        JsObjects.set(info, "ortBuild", library.build());
        JsObjects.set(info, "ortVersion", version());
        return info;
    }

    JSObject catalog(AbortSignal signal) {
        CatalogIndex catalog = store.catalog(signal);
        JSObject listed = JsObjects.get(JsObjects.parse(catalog.toJson()), "models");
        JSArray<JSObject> entries = listed == null ? new JSArray<>() : entries(listed);
        for (int i = 0; i < entries.getLength(); i++) {
            JSObject entry = entries.get(i);
            String id = JsObjects.text(entry, "id");
            JsObjects.set(entry, "loaded", id != null && models.isLoaded(id));
        }
        return entries;
    }

    @SuppressWarnings("unchecked")
    private static JSArray<JSObject> entries(JSObject listed) {
        return (JSArray<JSObject>) listed;
    }

    JSObject load(JSObject argument, Call call) {
        LoadedModel model = loaded(EngineCalls.model(argument), argument, call);
        JSObject answer = describe(model);
        JsObjects.set(answer, "manifest", JsObjects.parse(ManifestWriter.write(model.manifest())));
        return answer;
    }

    @Nullable
    JSObject unload(String id) {
        boolean wasLoaded = models.unload(id);
        texts.forget(id);
        log(id + (wasLoaded ? " was unloaded" : " was not loaded"));
        return null;
    }

    JSObject classify(JSObject argument, Call call) {
        LoadedModel model = loaded(EngineCalls.model(argument), argument, call);
        JSObject answer = describe(model);
        digits.classify(model, argument, answer);
        return answer;
    }

    JSObject embed(JSObject request, Call call) {
        TextModels.TextModel model = texts.get(EngineCalls.model(request), wanted(request), call);
        JSObject answer = describe(model.loaded());
        embeddings.create(model, request, call, answer);
        return answer;
    }

    TokenizerCalls tokens() {
        return tokens;
    }

    SearchCalls search() {
        return search;
    }

    JSObject run(JSObject argument, Call call) {
        if (JsObjects.text(argument, "provider") == null) {
            JsObjects.set(argument, "provider", wanted.label());
        }
        return adHoc.run(argument, call);
    }

    private LoadedModel loaded(String id, JSObject argument, Call call) {
        return models.get(id, wanted(argument), call);
    }

    private WantedProvider wanted(JSObject argument) {
        String asked = JsObjects.text(argument, "provider");
        return asked == null ? wanted : WantedProvider.ofLabel(asked);
    }

    private static JSObject describe(LoadedModel model) {
        JSObject answer = JsObjects.create();
        JsObjects.set(answer, "model", model.manifest().id());
        JsObjects.set(answer, "provider", model.provider().label());
        JsObjects.set(answer, "providerReason", model.selected().reason());
        JsObjects.set(answer, "fallback", model.selected().fallback());
        JsObjects.set(answer, "loadMillis", model.loadMillis());
        return answer;
    }
}
