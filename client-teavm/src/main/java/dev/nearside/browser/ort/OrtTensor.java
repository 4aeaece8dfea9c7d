package dev.nearside.browser.ort;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSClass;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.typedarrays.ArrayBufferView;
import org.teavm.jso.typedarrays.Int8Array;

/** A tensor of ONNX Runtime Web. Who made or received it calls {@link #dispose}. */
@JSClass(transparent = true)
public abstract class OrtTensor implements JSObject {

    /** The element type's number in the table, −1 if it is not there; then the sizes, outermost first. */
    @JSBody(
            params = {"tensor", "types"},
            script = "return [types.labels.indexOf(tensor.type)].concat(tensor.dims);")
    public static native int[] typeAndDims(OrtTensor tensor, OrtElementTypes types);

    /** Element type, for example {@code float32}. */
    @JSProperty
    public abstract String getType();

    /** {@code cpu}, {@code cpu-pinned}, {@code gpu-buffer}, {@code texture}, {@code ml-tensor} or {@code none}. */
    @JSProperty
    public abstract String getLocation();

    /** Whether its location is {@code gpu-buffer}. */
    @JSBody(params = "tensor", script = "return tensor.location === 'gpu-buffer';")
    public static native boolean isOnGpu(OrtTensor tensor);

    /** The elements of a numeric tensor on the host; throws where it is elsewhere. */
    @JSProperty
    public abstract ArrayBufferView getData();

    /** Writes bytes over the elements of a numeric tensor on the host; as many as it has, more are left. */
    @JSBody(
            params = {"tensor", "bytes"},
            script = "var data = tensor.data;"
                    + "new Int8Array(data.buffer, data.byteOffset, data.byteLength)"
                    + ".set(bytes.subarray(0, data.byteLength));")
    public static native void write(OrtTensor tensor, Int8Array bytes);

    /** Copies the bytes of a numeric tensor on the host to the start of the array, then disposes of the tensor. */
    @JSBody(
            params = {"tensor", "bytes"},
            script = "var data = tensor.data;"
                    + "bytes.set(new Int8Array(data.buffer, data.byteOffset, data.byteLength));"
                    + "tensor.dispose();")
    public static native void take(OrtTensor tensor, Int8Array bytes);

    /** Whether a tensor is on the host and of another's element type and shape. */
    @JSBody(
            params = {"tensor", "type", "dims"},
            script = "return tensor.location === 'cpu' && tensor.type === type && tensor.dims.length === dims.length"
                    + " && tensor.dims.every(function(dim, axis) { return dim === dims[axis]; });")
    public static native boolean isHostTensorOf(OrtTensor tensor, JSObject type, JSObject dims);

    /** The element type as JavaScript has it, for {@link #isHostTensorOf}. */
    @JSBody(params = "tensor", script = "return tensor.type;")
    public static native JSObject typeName(OrtTensor tensor);

    /** The sizes as JavaScript has them, for {@link #isHostTensorOf}. */
    @JSBody(params = "tensor", script = "return tensor.dims;")
    public static native JSObject sizes(OrtTensor tensor);

    /** The strings of a string tensor. */
    @JSBody(params = "tensor", script = "return tensor.data;")
    public static native String[] strings(OrtTensor tensor);

    /** The {@code GPUBuffer} of a tensor that is in one. */
    @JSProperty
    public abstract JSObject getGpuBuffer();

    /**
     * The elements, downloaded if need be.
     *
     * @param releaseData whether the buffer on the device is freed; the tensor is then one on the host
     */
    public abstract JSPromise<ArrayBufferView> getData(boolean releaseData);

    /** Frees what the tensor holds. */
    public abstract void dispose();
}
