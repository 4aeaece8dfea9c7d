package dev.nearside.browser.ort;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSClass;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.typedarrays.Int8Array;

/**
 * The module object of ONNX Runtime Web: what {@code import("…/ort.jspi.min.mjs")} resolves to. Calls that create a
 * session or run one must take turns; the library does not queue them.
 *
 * <p>Source: onnxruntime-common 1.30, {@code env.d.ts}, {@code inference-session.d.ts}, {@code tensor.d.ts}.
 */
@JSClass(transparent = true)
public abstract class Ort implements JSObject {

    /** Settings that hold for every session; read once, when the first session is created. */
    @JSProperty
    public abstract OrtEnv getEnv();

    /** Creates a session from a model's bytes ({@code Uint8Array} or {@code ArrayBuffer}) or address. */
    @JSBody(
            params = {"ort", "model", "options"},
            script = "return ort.InferenceSession.create(model, options);")
    public static native JSPromise<OrtSession> createSession(Ort ort, JSObject model, OrtSessionOptions options);

    /**
     * A tensor on the host over a copy of nothing: it keeps the typed array.
     *
     * @param types element types by number
     * @param type the element type's number
     * @param bytes the elements, little-endian and packed; the view must begin at a multiple of the element's size
     * @param dims sizes, outermost first
     */
    @JSBody(
            params = {"ort", "types", "type", "bytes", "dims"},
            script = "var array = types.arrays[type];"
                    + "var data = new array(bytes.buffer, bytes.byteOffset, bytes.byteLength / array.BYTES_PER_ELEMENT);"
                    + "return new ort.Tensor(types.labels[type], data, Array.from(dims));")
    public static native OrtTensor createTensor(Ort ort, OrtElementTypes types, int type, Int8Array bytes, int[] dims);

    /** A string tensor. */
    @JSBody(
            params = {"ort", "values", "dims"},
            script = "return new ort.Tensor('string', values, Array.from(dims));")
    public static native OrtTensor createStringTensor(Ort ort, JSArray<?> values, int[] dims);

    /**
     * A tensor in a GPU buffer of its own, with these elements; disposing of it destroys the buffer.
     *
     * @param device the {@code GPUDevice} of the sessions that it is for
     * @param bytes the elements, packed; a multiple of 4
     */
    @JSBody(
            params = {"ort", "device", "type", "bytes", "dims"},
            script = "var length = bytes.byteLength, size = Math.max(16, Math.ceil(length / 16) * 16);"
                    // STORAGE, COPY_SRC and COPY_DST, as ONNX Runtime's own have.
                    + "var buffer = device.createBuffer({size: size, usage: 0x80 | 0x4 | 0x8});"
                    + "device.queue.writeBuffer(buffer, 0, bytes.buffer, bytes.byteOffset, length);"
                    + "return ort.Tensor.fromGpuBuffer(buffer, {dataType: type, dims: Array.from(dims),"
                    + "  dispose: function() { buffer.destroy(); },"
                    + "  download: function() {"
                    // COPY_DST and MAP_READ.
                    + "    var staging = device.createBuffer({size: size, usage: 0x8 | 0x1});"
                    + "    var commands = device.createCommandEncoder();"
                    + "    commands.copyBufferToBuffer(buffer, 0, staging, 0, size);"
                    + "    device.queue.submit([commands.finish()]);"
                    + "    return staging.mapAsync(1).then(function() {"
                    + "      var copy = new Uint8Array(staging.getMappedRange().slice(0, length));"
                    + "      staging.destroy();"
                    + "      return copy;"
                    + "    });"
                    + "  }});")
    public static native OrtTensor createGpuTensor(Ort ort, JSObject device, String type, Int8Array bytes, int[] dims);

    /** A tensor over a GPU buffer of the caller's, who also destroys it; closing the tensor does not. */
    @JSBody(
            params = {"ort", "buffer", "type", "dims"},
            script = "return ort.Tensor.fromGpuBuffer(buffer, {dataType: type, dims: Array.from(dims)});")
    public static native OrtTensor fromGpuBuffer(Ort ort, JSObject buffer, String type, int[] dims);
}
