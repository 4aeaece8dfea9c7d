package dev.nearside.browser.engine;

import dev.nearside.browser.gpu.GpuAccess;
import dev.nearside.browser.js.Capabilities;
import dev.nearside.browser.js.Host;
import dev.nearside.browser.js.JsObjects;
import dev.nearside.browser.rpc.Call;
import dev.nearside.browser.rpc.Dispatcher;
import dev.nearside.browser.store.ModelStore;
import dev.nearside.error.InvalidInput;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSObject;

/** The engine: ONNX Runtime Web, the GPU and the models that are loaded, on which a program builds what it can be asked. */
public final class Engine {
    private final Dispatcher page;
    private final OrtLibrary library;
    private final GpuAccess gpu;
    private final ModelStore store = new ModelStore(this::log, this::keeping);
    private final OrtRuntime runtime;
    private final LoadedModels models;
    private final WantedProvider wanted;
    private final List<Consumer<String>> unloadListeners = new ArrayList<>();

    private Engine(JSObject options, Dispatcher page, OrtLibrary library, GpuAccess gpu) {
        this.page = page;
        this.library = library;
        this.gpu = gpu;
        this.wanted = WantedProvider.ofLabel(JsObjects.text(options, "provider"));
        this.runtime = new OrtRuntime(library.ort(), store, gpu, this::deviceLost);
        JSObject stored = JsObjects.get(options, "remembered");
        RememberedChoices remembered =
                new RememberedChoices(stored == null ? JsObjects.create() : stored, device(), page);
        this.models = new LoadedModels(
                store,
                new ProviderSelection(runtime, remembered, store::revision, this::log),
                this::log,
                model -> page.event("loaded", model.describe()));
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

    private RememberedChoices.Device device() {
        String build = Host.version() + " " + library.build() + " " + library.threads() + " " + Capabilities.browser();
        return new RememberedChoices.Device(adapterKey(), build);
    }

    private String adapterKey() {
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

    private void keeping(long bytes) {
        JSObject detail = JsObjects.create();
        JsObjects.set(detail, "bytes", (double) bytes);
        page.event("keeping", detail);
    }

    /** Adds a line to the page's log. */
    public void log(String line) {
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

    /** Loads {@code model} of the argument where it is wanted; the answer has its {@code manifest} too. */
    JSObject load(JSObject argument, Call call) {
        LoadedModel model = model(argument, call);
        JSObject answer = model.describe();
        JsObjects.set(answer, "manifest", store.manifestJson(model.manifest().id()));
        return answer;
    }

    /** Releases {@code model} of the argument. */
    @Nullable
    JSObject unload(JSObject argument) {
        String id = modelId(argument);
        unloadListeners.forEach(listener -> listener.accept(id));
        boolean wasLoaded = models.unload(id);
        log(id + (wasLoaded ? " was unloaded" : " was not loaded"));
        return null;
    }

    /** The listener is told the id of each model before it is released, and may block until it is not in use. */
    public void onUnload(Consumer<String> listener) {
        unloadListeners.add(listener);
    }

    /** What {@code model} of a call's argument says. */
    public static String modelId(JSObject argument) {
        String model = JsObjects.text(argument, "model");
        if (model == null) {
            throw new InvalidInput("a model's id is needed, for example 'digits'");
        }
        return model;
    }

    /** The model of a call's argument where the call wants it, loaded if it is not. */
    public LoadedModel model(JSObject argument, Call call) {
        return models.get(modelId(argument), wanted(argument), call);
    }

    /** The provider of a call's argument, or the engine's. */
    public WantedProvider wanted(JSObject argument) {
        String asked = JsObjects.text(argument, "provider");
        return asked == null ? wanted : WantedProvider.ofLabel(asked);
    }

    /** The provider that the engine was opened with. */
    public WantedProvider wanted() {
        return wanted;
    }

    /** Models with a manifest, loaded. */
    public LoadedModels models() {
        return models;
    }

    /** Models with a manifest, as files. */
    public ModelStore store() {
        return store;
    }

    OrtRuntime runtime() {
        return runtime;
    }
}
