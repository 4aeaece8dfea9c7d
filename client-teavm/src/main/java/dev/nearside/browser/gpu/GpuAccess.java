package dev.nearside.browser.gpu;

import dev.nearside.browser.js.Capabilities;
import dev.nearside.browser.js.Host;
import dev.nearside.browser.js.JsFailure;
import dev.nearside.browser.js.Promises;
import dev.nearside.generation.DeviceMemory;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSObject;

/** The GPU of this tab: whether there is one, what it is, and, once it is needed, one device on it. */
public final class GpuAccess {
    private final @Nullable GpuAdapter adapter;
    private final String problem;
    private @Nullable GpuDevice device;

    private GpuAccess(@Nullable GpuAdapter adapter, String problem) {
        this.adapter = adapter;
        this.problem = problem;
    }

    /** Looks for an adapter; never fails, as having none is an answer too. */
    public static GpuAccess look() {
        if (!GpuAdapter.browserHasWebGpu()) {
            return new GpuAccess(
                    null,
                    Capabilities.isSecureContext()
                            ? "this browser has no WebGPU"
                            : "WebGPU needs https or localhost, and this page came over plain http");
        }
        try {
            GpuAdapter adapter = Promises.await(GpuAdapter.request());
            return new GpuAccess(adapter, adapter == null ? "the browser found no GPU adapter" : "");
        } catch (JsFailure e) {
            return new GpuAccess(null, "asking for a GPU adapter failed: " + e.getMessage());
        }
    }

    /** No GPU for a reason found out before, for example that its device was lost. */
    public static GpuAccess without(String problem) {
        return new GpuAccess(null, problem);
    }

    /** Why there is no adapter; empty where there is one. */
    public String problem() {
        return problem;
    }

    public boolean hasAdapter() {
        return adapter != null;
    }

    /** Whether the adapter renders in software, so that WebAssembly is faster. */
    public boolean isFallback() {
        return adapter != null && GpuAdapter.isFallback(adapter);
    }

    /** What this device has for a model in this tab. */
    public DeviceMemory memory() {
        return new DeviceMemory(
                (long) Capabilities.deviceMemory(), adapter == null ? 0 : (long) GpuAdapter.largestBuffer(adapter));
    }

    /** The adapter as {@link GpuAdapter#describe} gives it. */
    public Optional<JSObject> description() {
        return Optional.ofNullable(adapter).map(GpuAdapter::describe);
    }

    /**
     * The device, made at the first call.
     *
     * @throws JsFailure if the adapter gives none
     */
    public Optional<GpuDevice> device(GpuDevice.LostListener listener) {
        if (adapter != null && device == null) {
            GpuDevice made = Promises.awaitValue(GpuAdapter.requestDevice(adapter));
            Host.showToDebuggers("device", made);
            GpuDevice.onLost(made, listener);
            device = made;
        }
        return Optional.ofNullable(device);
    }

    /** The device, if one was made. */
    public @Nullable GpuDevice device() {
        return device;
    }
}
