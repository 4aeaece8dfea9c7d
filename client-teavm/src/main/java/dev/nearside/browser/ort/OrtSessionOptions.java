package dev.nearside.browser.ort;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSClass;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;

/** Options of {@link Ort#createSession}. */
@JSClass(transparent = true)
public abstract class OrtSessionOptions implements JSObject {

    /** Options with nothing set. */
    @JSBody(script = "return {};")
    public static native OrtSessionOptions create();

    /** Runs on WebAssembly. */
    @JSBody(params = "options", script = "options.executionProviders = ['wasm'];")
    public static native void useWasm(OrtSessionOptions options);

    /** Runs on WebGPU, on a {@code GPUDevice} of the caller's, who keeps owning it. */
    @JSBody(
            params = {"options", "device"},
            script = "options.executionProviders = [{name: 'webgpu', device: device}];")
    public static native void useWebGpu(OrtSessionOptions options, JSObject device);

    /** Leaves an output where it is: {@code gpu-buffer}, or {@code cpu} for a copy to the host. */
    @JSBody(
            params = {"options", "output", "location"},
            script = "(options.preferredOutputLocation = options.preferredOutputLocation || {})[output] = location;")
    public static native void setOutputLocation(OrtSessionOptions options, String output, String location);

    /**
     * Gives the bytes of a file of external data, by the path that the graph names.
     *
     * <p>Of a {@code Uint8Array} ONNX Runtime takes a {@code subarray} for each tensor and copies it at once. An open file
     * is given in that guise and read there, straight from the disk: neither the whole of it nor a promise for each
     * tensor. (The library's own way, a {@code Blob} read by streams, took two seconds for SmolLM2 where this takes a
     * tenth, and in Chromium 156 such a stream now and then never ended.)
     *
     * @param data a {@code Uint8Array}, or a file of the origin private file system that stays open until the session is
     *     created
     */
    @JSBody(
            params = {"options", "path", "data"},
            script = "function guise(file) {"
                    + "  var part = new Uint8Array(0);"
                    + "  return Object.create(Uint8Array.prototype, {"
                    + "    byteLength: {value: file.getSize()},"
                    + "    subarray: {value: function(from, to) {"
                    + "      if (part.length < to - from) { part = new Uint8Array(to - from); }"
                    + "      var filled = part.subarray(0, to - from);"
                    + "      if (file.read(filled, {at: from}) !== filled.length) { throw new Error(path + ' ended early'); }"
                    + "      return filled;"
                    + "    }}"
                    + "  });"
                    + "}"
                    + "(options.externalData = options.externalData || [])"
                    + "  .push({path: path, data: data instanceof Uint8Array ? data : guise(data)});")
    public static native void addExternalData(OrtSessionOptions options, String path, JSObject data);

    /** {@code disabled}, {@code basic}, {@code extended}, {@code layout} or {@code all}, the default. */
    @JSProperty
    public abstract void setGraphOptimizationLevel(String level);

    /** Records the GPU's commands once and replays them; every input and output must be in a GPU buffer. */
    @JSProperty
    public abstract void setEnableGraphCapture(boolean enable);

    /** 0 verbose, 1 info, 2 warning, 3 error, 4 fatal. */
    @JSProperty
    public abstract void setLogSeverityLevel(int level);
}
