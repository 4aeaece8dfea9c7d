package dev.nearside.browser.rpc;

import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArray;

/**
 * What page and worker say to each other: structured-clone objects whose {@code kind} says which they are. From the
 * page {@code call} and {@code cancel}; from the worker {@code ready}, {@code result}, {@code error}, {@code progress},
 * {@code event} and {@code crash}.
 */
final class Messages {
    private Messages() {}

    @JSBody(
            params = {"id", "name", "argument"},
            script = "return {kind: 'call', id: id, name: name, argument: argument};")
    static native JSObject call(double id, String name, JSObject argument);

    @JSBody(params = "id", script = "return {kind: 'cancel', id: id};")
    static native JSObject cancel(double id);

    @JSBody(script = "return {kind: 'ready'};")
    static native JSObject ready();

    @JSBody(
            params = {"id", "value"},
            script = "return {kind: 'result', id: id, value: value};")
    static native JSObject result(double id, @Nullable JSObject value);

    @JSBody(
            params = {"id", "name", "message", "code"},
            script = "return {kind: 'error', id: id, error: {name: name, message: message, code: code}};")
    static native JSObject error(double id, String name, String message, String code);

    @JSBody(
            params = {"id", "value"},
            script = "return {kind: 'progress', id: id, value: value};")
    static native JSObject progress(double id, JSObject value);

    @JSBody(
            params = {"type", "detail"},
            script = "return {kind: 'event', type: type, detail: detail};")
    static native JSObject event(String type, JSObject detail);

    /** From the worker to the page. */
    @JSBody(params = "message", script = "self.postMessage(message);")
    static native void post(JSObject message);

    /** From the worker to the page, moving buffers. */
    @JSBody(
            params = {"message", "transfer"},
            script = "self.postMessage(message, transfer);")
    static native void post(JSObject message, JSArray<JSObject> transfer);

    /** Hears what the page says to this worker. */
    @JSBody(params = "listener", script = "self.onmessage = function(event) { listener(event.data); };")
    static native void listen(Listener listener);

    /** Told of a message. */
    @JSFunctor
    interface Listener extends JSObject {
        void message(JSObject message);
    }
}
