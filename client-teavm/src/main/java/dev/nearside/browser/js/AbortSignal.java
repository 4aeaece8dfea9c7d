package dev.nearside.browser.js;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSClass;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;

/** Says that work should stop: {@code AbortSignal}. */
@JSClass(transparent = true)
public abstract class AbortSignal implements JSObject {

    @JSProperty
    public abstract boolean isAborted();

    /** Calls back once when the signal is aborted; at once if it is already. */
    @JSBody(
            params = {"signal", "listener"},
            script = "if (signal.aborted) { listener(); }"
                    + "else { signal.addEventListener('abort', function() { listener(); }, {once: true}); }")
    public static native void onAbort(AbortSignal signal, Listener listener);

    /** Told that the signal was aborted. */
    @JSFunctor
    public interface Listener extends JSObject {
        void aborted();
    }
}
