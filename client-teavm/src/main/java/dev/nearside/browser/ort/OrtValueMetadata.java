package dev.nearside.browser.ort;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSClass;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;

/** Name, type and shape of an input or output. */
@JSClass(transparent = true)
public abstract class OrtValueMetadata implements JSObject {

    @JSProperty
    public abstract String getName();

    /** False for sequences and maps, which have no type and shape here. */
    @JSProperty("isTensor")
    public abstract boolean isTensor();

    /** Element type, for example {@code float32}; only of a tensor. */
    @JSProperty
    public abstract String getType();

    /** Sizes, outermost first: numbers as text, or the graph's symbols; only of a tensor. */
    @JSBody(params = "metadata", script = "return metadata.shape.map(String);")
    public static native String[] shape(OrtValueMetadata metadata);
}
