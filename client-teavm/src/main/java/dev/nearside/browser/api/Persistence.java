package dev.nearside.browser.api;

import org.teavm.jso.JSBody;

/** Asks the browser not to clear this origin's storage when the disk runs full. Only a page may ask, no worker. */
final class Persistence {
    /** For less it is not worth a question, which some browsers put to the person. */
    private static final double LARGE_BYTES = 16e6;

    private boolean asked;

    /** Asks, once, if so many bytes are worth it. */
    void askFor(double bytes) {
        if (!asked && bytes >= LARGE_BYTES) {
            asked = true;
            ask();
        }
    }

    /** A browser that refuses keeps the files all the same, for as long as it has room. */
    @JSBody(
            script = "var storage = self.navigator.storage;"
                    + "if (storage && storage.persist) {"
                    + "  storage.persist().catch(function(e) { console.info('storage is not persistent:', e); });"
                    + "}")
    private static native void ask();
}
