package dev.nearside.browser.rpc;

import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSClass;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;

/** The dedicated module worker that the engine runs in. */
@JSClass(transparent = true)
abstract class EngineWorker implements JSObject {

    /**
     * Starts a worker.
     *
     * @param address of its script
     * @param program its name and {@code wasm-gc} or {@code js}, handed over in the worker's name: the part of an
     *     address behind the {@code #} is lost where a service worker answers
     * @param message told of every message
     * @param failure told of errors that nothing in the worker caught; those of a worker that was ended are not told
     */
    @JSBody(
            params = {"address", "program", "message", "failure"},
            script = "var worker = new Worker(address, {type: 'module', name: 'nearside ' + program});"
                    + "worker.onmessage = function(event) { if (!worker.ended) { message(event.data); } };"
                    + "worker.onerror = function(event) {"
                    + "  event.preventDefault();"
                    + "  if (!worker.ended) { failure(event.message || 'the engine could not be loaded'); }"
                    + "};"
                    + "worker.onmessageerror = function() { if (!worker.ended) { failure('a message was not readable'); } };"
                    + "return worker;")
    static native EngineWorker start(String address, String program, MessageListener message, FailureListener failure);

    /** Sends a message; gives what was wrong with it if it cannot be sent, else null. */
    @JSBody(
            params = "message",
            script =
                    "try { this.postMessage(message); return null; } catch (e) { return String(e && e.message || e); }")
    final native @Nullable String post(JSObject message);

    @JSBody(script = "this.ended = true; this.terminate();")
    final native void terminate();

    /** Told of a message. */
    @JSFunctor
    interface MessageListener extends JSObject {
        void message(JSObject message);
    }

    /** Told of an error. */
    @JSFunctor
    interface FailureListener extends JSObject {
        void failed(String reason);
    }
}
