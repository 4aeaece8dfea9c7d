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
    private static final int PATIENCE_MILLIS = 5000;

    private boolean told;
    private boolean refused;
    private boolean asking;

    /** Whether requests have the key. */
    boolean isTold() {
        return told;
    }

    /**
     * Has the browser ask, if it does not have the key. Blocks until the person has answered, but not for long: a prompt may
     * stand open that nobody sees, and all that this tab can do by itself goes on meanwhile. Whoever answers it later is
     * heard, too: {@code nearside-key} is then an event of the window.
     *
     * @param again whether to ask a person, too, who did not want to tell it before
     * @return whether it has the key now
     */
    boolean ask(boolean again) {
        if (asking || (refused && !again)) {
            return false;
        }
        asking = true;
        JSPromise<JSObject> answer = Promises.start(() -> {
            told = JsObjects.flag(Promises.awaitValue(asked()), "ok");
            refused = !told;
            asking = false;
            return null;
        });
        if (JsObjects.flag(Promises.awaitValue(patiently(answer, PATIENCE_MILLIS)), "late") && !told) {
            new Thread(() -> tellOf(answer)).start();
        }
        return told;
    }

    private void tellOf(JSPromise<JSObject> answer) {
        Promises.join(answer);
        if (told) {
            tell();
        }
    }

    /** {@code {late}}; never rejected. */
    @JSBody(
            params = {"answer", "millis"},
            script = "return new Promise(function(resolve) {"
                    + "  var timer = setTimeout(function() { resolve({late: true}); }, millis);"
                    + "  answer.then(function() { clearTimeout(timer); resolve({late: false}); });"
                    + "});")
    private static native JSPromise<JSObject> patiently(JSPromise<JSObject> answer, int millis);

    @JSBody(script = "window.dispatchEvent(new Event('nearside-key'));")
    private static native void tell();

    /** A challenge with Basic makes the prompt appear. Never rejected. */
    @JSBody(
            script = "return fetch('/api/routing', {credentials: 'same-origin', cache: 'no-store'})"
                    + "  .then(function(r) { return {ok: r.ok}; }, function() { return {ok: false}; });")
    private static native JSPromise<JSObject> asked();
}
