package dev.nearside.browser.api;

import dev.nearside.browser.js.JsObjects;
import dev.nearside.browser.js.Promises;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;

/**
 * Whether the browser has the key of a server that wants one. The browser asks the person and keeps the key; no script sees it.
 * It is asked by the page, as not every browser shows its prompt for a worker, and as a worker's patience is short.
 */
final class ServerKey {
    private boolean told;
    private boolean refused;

    /** Whether requests have the key. */
    boolean isTold() {
        return told;
    }

    /**
     * Has the browser ask, if it does not have the key. Blocks until the person has answered.
     *
     * @param again whether to ask a person, too, who did not want to tell it before
     * @return whether it has the key now
     */
    boolean ask(boolean again) {
        if (refused && !again) {
            return false;
        }
        told = JsObjects.flag(Promises.awaitValue(asked()), "ok");
        refused = !told;
        return told;
    }

    /** A challenge with Basic makes the prompt appear. Never rejected. */
    @JSBody(
            script = "return fetch('/api/routing', {credentials: 'same-origin', cache: 'no-store'})"
                    + "  .then(function(r) { return {ok: r.ok}; }, function() { return {ok: false}; });")
    private static native JSPromise<JSObject> asked();
}
