package dev.nearside.browser.gpu;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSClass;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;

/**
 * A {@code GPUAdapter}: one of the machine's GPUs, or a software renderer that stands in for one.
 *
 * <p>Source: W3C, WebGPU, section 4.3 (GPUAdapter).
 */
@JSClass(transparent = true)
public abstract class GpuAdapter implements JSObject {

    /** The adapter that the browser prefers; fulfilled with null where there is none or no WebGPU at all. */
    @JSBody(
            script = "if (!self.navigator.gpu) { return Promise.resolve(null); }"
                    + "return self.navigator.gpu.requestAdapter({powerPreference: 'high-performance'});")
    public static native JSPromise<GpuAdapter> request();

    /** Whether the browser has WebGPU, with or without an adapter; it hides it where the context is not secure. */
    @JSBody(script = "return !!self.navigator.gpu;")
    public static native boolean browserHasWebGpu();

    /**
     * What the adapter says of itself, as a plain object: {@code vendor}, {@code architecture}, {@code device},
     * {@code description} (texts, empty where the browser hides them), {@code fallback} (whether it is software),
     * {@code subgroupMinSize}, {@code features} (names, sorted) and {@code limits} (numbers by name).
     */
    @JSBody(
            params = "adapter",
            script = "var info = adapter.info || {}, limits = {};"
                    + "for (var name in adapter.limits) {"
                    + "  if (typeof adapter.limits[name] === 'number') { limits[name] = adapter.limits[name]; }"
                    + "}"
                    + "return {vendor: info.vendor || '', architecture: info.architecture || '',"
                    + "  device: info.device || '', description: info.description || '',"
                    + "  fallback: !!(info.isFallbackAdapter || adapter.isFallbackAdapter),"
                    + "  subgroupMinSize: info.subgroupMinSize || 0,"
                    + "  features: Array.from(adapter.features).sort(), limits: limits};")
    public static native JSObject describe(GpuAdapter adapter);

    /** Whether the adapter renders in software. */
    @JSBody(
            params = "adapter",
            script = "return !!(adapter.info && adapter.info.isFallbackAdapter || adapter.isFallbackAdapter);")
    public static native boolean isFallback(GpuAdapter adapter);

    /** Bytes that one buffer can hold and bind. */
    @JSBody(
            params = "adapter",
            script = "return Math.min(adapter.limits.maxBufferSize, adapter.limits.maxStorageBufferBindingSize);")
    static native double largestBuffer(GpuAdapter adapter);

    /**
     * A device with the adapter's own limits and the features that ONNX Runtime Web's kernels use. {@code subgroups} is
     * left out where a subgroup may be smaller than 8, as its attention kernel is silently wrong there.
     */
    @JSBody(
            params = "adapter",
            script = "var limits = {}, info = adapter.info || {};"
                    + "for (var name in adapter.limits) {"
                    + "  if (typeof adapter.limits[name] === 'number') { limits[name] = adapter.limits[name]; }"
                    + "}"
                    + "var wanted = ['shader-f16'];"
                    + "if (!(info.subgroupMinSize < 8)) { wanted.push('subgroups'); }"
                    + "return adapter.requestDevice({"
                    + "  requiredFeatures: wanted.filter(function(f) { return adapter.features.has(f); }),"
                    + "  requiredLimits: limits});")
    public static native JSPromise<GpuDevice> requestDevice(GpuAdapter adapter);
}
