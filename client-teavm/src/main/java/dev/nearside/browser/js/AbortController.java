package dev.nearside.browser.js;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSClass;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;

/** The other end of an {@link AbortSignal}. */
@JSClass(transparent = true)
public abstract class AbortController implements JSObject {

    @JSBody(script = "return new AbortController();")
    public static native AbortController create();

    @JSProperty
    public abstract AbortSignal getSignal();

    public abstract void abort();
}
