package dev.nearside.browser.ort;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSClass;
import org.teavm.jso.JSObject;

/**
 * Element types by number, so that tensors are made and read without a string crossing the border between Java and
 * JavaScript: each crossing copies it, which is a good part of what a short run costs.
 *
 * <p>Source: onnxruntime-common 1.30, {@code tensor.d.ts} and {@code tensor-impl-type-mapping.ts}.
 */
@JSClass(transparent = true)
public abstract class OrtElementTypes implements JSObject {

    /**
     * A table of these types.
     *
     * @param labels names such as {@code float32}; a type's number is its index here
     */
    @JSBody(
            params = "labels",
            script = "var types = {float32: Float32Array, float64: Float64Array, int8: Int8Array, uint8: Uint8Array,"
                    + "  int16: Int16Array, uint16: Uint16Array, int32: Int32Array, uint32: Uint32Array,"
                    + "  int64: BigInt64Array, uint64: BigUint64Array, bool: Uint8Array, int4: Int8Array,"
                    + "  uint4: Uint8Array,"
                    + "  float16: typeof Float16Array === 'undefined' ? Uint16Array : Float16Array};"
                    + "return {labels: labels, arrays: labels.map(function(label) { return types[label]; })};")
    public static native OrtElementTypes of(String[] labels);
}
