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
     * <p>Of a {@code Blob} ONNX Runtime reads the parts that it wants, as streams. In Chromium 156 the promise of such a
     * stream's next piece is now and then never settled (once in some hundred loads), so it is given streams that read
     * by {@code arrayBuffer}.
     *
     * @param data a {@code Uint8Array} or a {@code Blob}
     */
    @JSBody(
            params = {"options", "path", "data"},
            script = "var PIECE = 4 << 20;"
                    + "function reader(from, to) {"
                    + "  return {read: function() {"
                    + "    if (from >= to) { return Promise.resolve({done: true}); }"
                    + "    var start = from;"
                    + "    from = Math.min(to, from + PIECE);"
                    + "    return Blob.prototype.slice.call(data, start, from).arrayBuffer().then(function(bytes) {"
                    + "      return {done: false, value: new Uint8Array(bytes)};"
                    + "    });"
                    + "  }};"
                    + "}"
                    + "if (data instanceof Blob) {"
                    + "  data.slice = function(from, to) {"
                    + "    return {stream: function() {"
                    + "      return {getReader: function(mode) {"
                    + "        if (mode) { throw new TypeError('these are no byte streams'); }"
                    + "        return reader(from, to);"
                    + "      }};"
                    + "    }};"
                    + "  };"
                    + "}"
                    + "(options.externalData = options.externalData || []).push({path: path, data: data});")
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
