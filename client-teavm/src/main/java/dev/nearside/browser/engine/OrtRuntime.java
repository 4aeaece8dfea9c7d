package dev.nearside.browser.engine;

import dev.nearside.browser.gpu.GpuAccess;
import dev.nearside.browser.gpu.GpuDevice;
import dev.nearside.browser.js.JsFailure;
import dev.nearside.browser.js.OriginFile;
import dev.nearside.browser.js.Promises;
import dev.nearside.browser.ort.Ort;
import dev.nearside.browser.ort.OrtSession;
import dev.nearside.browser.ort.OrtSessionOptions;
import dev.nearside.browser.store.ModelStore;
import dev.nearside.error.DeviceLost;
import dev.nearside.error.ProviderUnavailable;
import dev.nearside.runtime.ExecutionProvider;
import dev.nearside.runtime.InferenceRuntime;
import dev.nearside.runtime.InferenceSession;
import dev.nearside.runtime.ModelFiles;
import dev.nearside.runtime.SessionOptions;
import dev.nearside.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;

/** ONNX Runtime Web as the runtime of {@code models}. */
final class OrtRuntime implements InferenceRuntime {
    private final Ort ort;
    private final ModelStore store;
    private final GpuAccess gpu;
    private final GpuDevice.LostListener lost;
    private final TensorBridge bridge;
    private final Turns turns = new Turns();
    private final List<OrtWebSession> sessions = new ArrayList<>();

    OrtRuntime(Ort ort, ModelStore store, GpuAccess gpu, GpuDevice.LostListener lost) {
        this.ort = ort;
        this.store = store;
        this.gpu = gpu;
        this.lost = lost;
        this.bridge = new TensorBridge(ort);
    }

    GpuAccess gpu() {
        return gpu;
    }

    Ort ort() {
        return ort;
    }

    @Nullable
    GpuDevice device() {
        return gpu.device();
    }

    TensorBridge bridge() {
        return bridge;
    }

    Turns turns() {
        return turns;
    }

    @Override
    public List<ExecutionProvider> providers() {
        return gpu.hasAdapter()
                ? List.of(ExecutionProvider.WEBGPU, ExecutionProvider.WASM)
                : List.of(ExecutionProvider.WASM);
    }

    @Override
    public InferenceSession open(ModelFiles files, SessionOptions options) {
        OrtSessionOptions settings = settings(options);
        JSObject graph = store.take(files.modelId(), files.graph());
        List<JSObject> data = new ArrayList<>();
        try {
            for (String path : files.externalData()) {
                JSObject file = store.take(files.modelId(), path);
                data.add(file);
                OrtSessionOptions.addExternalData(settings, path, file);
            }
            return open(graph, settings, options);
        } finally {
            data.forEach(OriginFile::release);
        }
    }

    /** Opens a model that is in memory: an {@code ArrayBuffer} or a {@code Uint8Array}. */
    OrtWebSession open(JSObject model, ExecutionProvider provider) {
        SessionOptions options = SessionOptions.on(provider);
        return open(model, settings(options), options);
    }

    private OrtWebSession open(JSObject model, OrtSessionOptions settings, SessionOptions options) {
        OrtSession session = turns.take(() -> create(model, settings, options.provider()));
        OrtWebSession opened = new OrtWebSession(session, options, this);
        sessions.add(opened);
        return opened;
    }

    private OrtSession create(JSObject model, OrtSessionOptions settings, ExecutionProvider provider) {
        GpuDevice device = device();
        try {
            JSPromise<OrtSession> creating = Ort.createSession(ort, model, settings);
            return Promises.awaitValue(
                    provider == ExecutionProvider.WEBGPU && device != null
                            ? GpuDevice.unlessLost(device, creating)
                            : creating);
        } catch (JsFailure e) {
            throw OrtFailures.isDeviceLost(e) ? new DeviceLost(e.getMessage(), e) : OrtFailures.ofLoad(e, provider);
        }
    }

    private OrtSessionOptions settings(SessionOptions options) {
        OrtSessionOptions settings = OrtSessionOptions.create();
        switch (options.provider()) {
            case WASM -> OrtSessionOptions.useWasm(settings);
            case WEBGPU -> OrtSessionOptions.useWebGpu(settings, requireDevice());
            case CPU -> throw new ProviderUnavailable("a tab has webgpu and wasm; cpu is the server's");
        }
        if (options.fused()) {
            // Its code, too, would be compiled anew at each visit.
            settings.setGraphOptimizationLevel("basic");
        }
        for (Map.Entry<String, Tensor.Location> output :
                options.outputLocations().entrySet()) {
            // On the CPU a tensor of ONNX Runtime's own is one in JavaScript's memory.
            boolean onGpu =
                    output.getValue() == Tensor.Location.DEVICE && options.provider() == ExecutionProvider.WEBGPU;
            OrtSessionOptions.setOutputLocation(settings, output.getKey(), onGpu ? "gpu-buffer" : "cpu");
        }
        return settings;
    }

    private GpuDevice requireDevice() {
        try {
            return gpu.device(lost)
                    .orElseThrow(() -> new ProviderUnavailable("WebGPU is not to be had: " + gpu.problem()));
        } catch (JsFailure e) {
            throw new ProviderUnavailable("the GPU adapter gave no device: " + e.getMessage(), e);
        }
    }

    /** A session was closed. */
    void forget(OrtWebSession session) {
        sessions.remove(session);
    }

    @Override
    public void close() {
        for (OrtWebSession session : List.copyOf(sessions)) {
            session.close();
        }
    }
}
