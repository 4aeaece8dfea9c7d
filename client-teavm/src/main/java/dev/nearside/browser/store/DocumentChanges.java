package dev.nearside.browser.store;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;

/** Tells the tabs of this origin that the stored documents have changed, by whichever of them. */
public final class DocumentChanges {
    static final String CHANNEL = "nearside-search";

    private DocumentChanges() {}

    /** Hears of each change from now on, those of this tab's own engine too. */
    public static void listen(Listener listener) {
        listen(CHANNEL, listener);
    }

    @JSBody(
            params = {"name", "listener"},
            script = "new BroadcastChannel(name).onmessage = function() { listener(); };")
    private static native void listen(String name, Listener listener);

    /** Told that something changed. */
    @JSFunctor
    public interface Listener extends JSObject {
        void changed();
    }
}
