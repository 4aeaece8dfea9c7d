package dev.nearside.browser.rpc;

import dev.nearside.browser.js.JsObjects;
import dev.nearside.browser.js.Promises;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;

/**
 * Lets other calls in during long work, and hears whether the work is still wanted: messages come only between tasks,
 * and runs on WebAssembly follow one another without one.
 */
public final class Breath {
    private static final double LONGEST_MILLIS = 40;
    private final Runnable check;
    private double last = JsObjects.now();

    /** @param check throws if the work is not wanted any more */
    public Breath(Runnable check) {
        this.check = check;
    }

    /** Called often; takes its time now and then. */
    public void take() {
        if (JsObjects.now() - last > LONGEST_MILLIS) {
            Promises.join(nextTask());
            last = JsObjects.now();
        }
        check.run();
    }

    /** By a message, as a timer waits for 4 ms and more. */
    @JSBody(
            script = "return new Promise(function(resolve) {"
                    + "  var channel = new MessageChannel();"
                    + "  channel.port1.onmessage = function() { channel.port1.close(); resolve(null); };"
                    + "  channel.port2.postMessage(null);"
                    + "});")
    private static native JSPromise<JSObject> nextTask();
}
