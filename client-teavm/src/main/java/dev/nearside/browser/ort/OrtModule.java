package dev.nearside.browser.ort;

import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSClass;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.core.JSUndefined;
import org.teavm.jso.typedarrays.Int8Array;

/**
 * The WebAssembly of ONNX Runtime Web, below its JavaScript: tensors here lie in its memory and stay there from run to
 * run, where the library copies each one in and out. Pointers and handles are numbers of 32 bits. Whoever makes a tensor
 * releases it; calls of {@link #run} take turns with those of the library.
 *
 * <p>Source: onnxruntime-web 1.30, {@code lib/wasm/wasm-types.ts} and {@code wasm-core-impl.ts}, which calls the same.
 */
@JSClass(transparent = true)
public abstract class OrtModule implements JSObject {

    /**
     * Begins to load both files of the WebAssembly for {@code ort-module.js}, which instantiates it in the library's place
     * and hears of a failure.
     *
     * @param script the address of the script that instantiates it
     * @param wasm its own address
     */
    @JSBody(
            params = {"script", "wasm"},
            script = "nearsideHost.ortScript = nearsideHost.load(script);"
                    + "nearsideHost.ortWasm = WebAssembly.compileStreaming(fetch(wasm));"
                    + "[nearsideHost.ortScript, nearsideHost.ortWasm].forEach(function(loading) {"
                    + "  loading.catch(function() {});"
                    + "});")
    public static native void prepare(String script, String wasm);

    /** What {@code ort-module.js} left; null before the first session was created. */
    @JSBody(script = "return nearsideHost.ortModule || null;")
    public static native @Nullable OrtModule loaded();

    /** The session as the WebAssembly knows it. */
    @JSBody(params = "session", script = "return session.handler.sessionId;")
    public static native int handle(OrtSession session);

    /** Memory of so many bytes, which {@link #free} gives back; 0 if there is none. */
    @JSBody(
            params = {"module", "bytes"},
            script = "return module._malloc(Math.max(bytes, 8)) >>> 0;")
    public static native int allocate(OrtModule module, int bytes);

    /** A name in memory of its own. */
    @JSBody(
            params = {"module", "text"},
            script = "var bytes = new TextEncoder().encode(text + '\\0'), pointer = module._malloc(bytes.length) >>> 0;"
                    + "module.HEAPU8.set(bytes, pointer);"
                    + "return pointer;")
    public static native int allocate(OrtModule module, String text);

    /** Gives memory back. */
    @JSBody(
            params = {"module", "pointer"},
            script = "module._free(pointer);")
    public static native void free(OrtModule module, int pointer);

    /** Copies bytes to a place in memory. */
    @JSBody(
            params = {"module", "pointer", "bytes", "count"},
            script = "module.HEAPU8.set(new Uint8Array(bytes.buffer, bytes.byteOffset, count), pointer >>> 0);")
    public static native void write(OrtModule module, int pointer, Int8Array bytes, int count);

    /** Writes numbers of 32 bits to a place in memory. */
    @JSBody(
            params = {"module", "pointer", "numbers"},
            script = "new Int32Array(module.HEAPU8.buffer, pointer >>> 0, numbers.length).set(numbers);")
    public static native void write(OrtModule module, int pointer, int[] numbers);

    /** Copies so many bytes out to the start of an array. */
    @JSBody(
            params = {"module", "pointer", "into", "count"},
            script = "into.set(new Int8Array(module.HEAPU8.buffer, pointer >>> 0, count));")
    public static native void read(OrtModule module, int pointer, Int8Array into, int count);

    /** So many bytes in a new array. */
    @JSBody(
            params = {"module", "pointer", "count"},
            script = "return new Int8Array(module.HEAPU8.buffer, pointer >>> 0, count).slice();")
    public static native Int8Array copy(OrtModule module, int pointer, int count);

    /** So many numbers of 32 bits. */
    @JSBody(
            params = {"module", "pointer", "count"},
            script = "return Array.from(new Int32Array(module.HEAPU8.buffer, pointer >>> 0, count));")
    public static native int[] readInts(OrtModule module, int pointer, int count);

    /**
     * A tensor over memory of the caller's.
     *
     * @param type ONNX's number of the element type
     * @return its handle, 0 if it cannot be made
     */
    @JSBody(
            params = {"module", "type", "pointer", "bytes", "dims"},
            script = "var stack = module.stackSave(), at = module.stackAlloc(4 * Math.max(dims.length, 1)), onCpu = 1;"
                    + "for (var i = 0; i < dims.length; i++) { module.setValue(at + 4 * i, dims[i], 'i32'); }"
                    + "var tensor = module._OrtCreateTensor(type, pointer, bytes, at, dims.length, onCpu);"
                    + "module.stackRestore(stack);"
                    + "return tensor;")
    public static native int createTensor(OrtModule module, int type, int pointer, int bytes, int[] dims);

    /** Type, pointer and sizes of a tensor; empty if it is none. */
    @JSBody(
            params = {"module", "tensor"},
            script = "var stack = module.stackSave(), at = module.stackAlloc(16);"
                    + "var get = function(pointer) { return Number(module.getValue(pointer, 'i32')); };"
                    + "var failed = module._OrtGetTensorData(tensor, at, at + 4, at + 8, at + 12), info = [];"
                    + "if (!failed) {"
                    + "  info = [get(at), get(at + 4)];"
                    + "  for (var i = 0; i < get(at + 12); i++) { info.push(get(get(at + 8) + 4 * i)); }"
                    + "  module._OrtFree(get(at + 8));"
                    + "}"
                    + "module.stackRestore(stack);"
                    + "return info;")
    public static native int[] typePointerAndDims(OrtModule module, int tensor);

    /** Releases a tensor; memory of the caller's stays. */
    @JSBody(
            params = {"module", "tensor"},
            script = "module._OrtReleaseTensor(tensor);")
    public static native void releaseTensor(OrtModule module, int tensor);

    /**
     * Runs a session.
     *
     * @param frame memory with pointers: the names of the inputs, their tensors, the names of the outputs, their tensors
     *     or 0 to have one made, which is found there after the run
     */
    @JSBody(
            params = {"module", "session", "frame", "inputs", "outputs"},
            script = "var results = frame + 8 * inputs;"
                    + "return Promise.resolve(module._OrtRun(session, frame, frame + 4 * inputs, inputs,"
                    + "  results, outputs, results + 4 * outputs, 0)).then(function(code) {"
                    + "  if (code) {"
                    + "    var stack = module.stackSave(), at = module.stackAlloc(8);"
                    + "    module._OrtGetLastError(at, at + 4);"
                    + "    var text = module.getValue(at + 4, '*');"
                    + "    var message = text ? module.UTF8ToString(text) : 'error ' + code;"
                    + "    module.stackRestore(stack);"
                    + "    throw new Error(message);"
                    + "  }"
                    + "});")
    public static native JSPromise<JSUndefined> run(OrtModule module, int session, int frame, int inputs, int outputs);
}
