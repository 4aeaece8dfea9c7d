package dev.nearside.browser.js;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSClass;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.core.JSString;
import org.teavm.jso.typedarrays.ArrayBuffer;

/** Bytes that the browser holds: a file that a person picked, or what is given to save. */
@JSClass(transparent = true)
public abstract class Blob implements JSObject {

    /** All parts, one after the other. */
    @JSBody(
            params = {"parts", "type"},
            script = "return new Blob(parts, {type: type});")
    public static native Blob of(JSArray<JSObject> parts, String type);

    /** Length in bytes; more than an int holds is possible. */
    @JSProperty
    public abstract double getSize();

    /** Its bytes from one offset to before another; rejected where the file was changed or moved meanwhile. */
    @JSBody(
            params = {"from", "to"},
            script = "return this.slice(from, to).arrayBuffer();")
    public final native JSPromise<ArrayBuffer> read(double from, double to);

    /** All of its bytes. */
    @JSBody(script = "return this.arrayBuffer();")
    public final native JSPromise<ArrayBuffer> bytes();

    /** The text that it is, in UTF-8. */
    @JSBody(script = "return this.text();")
    public final native JSPromise<JSString> content();

    /** Whether it is one. */
    @JSBody(params = "value", script = "return value instanceof Blob;")
    public static native boolean isBlob(JSObject value);
}
