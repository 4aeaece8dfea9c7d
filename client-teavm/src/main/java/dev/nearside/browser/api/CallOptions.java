package dev.nearside.browser.api;

import dev.nearside.browser.js.AbortSignal;
import dev.nearside.browser.js.JsErrors;
import dev.nearside.browser.js.JsObjects;
import dev.nearside.browser.rpc.PendingCall;
import dev.nearside.error.InvalidInput;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;

/** Reads what JavaScript callers pass beside a call's subject, and turns a wrong argument into a rejection. */
final class CallOptions {
    private CallOptions() {}

    static @Nullable String provider(@Nullable JSObject options) {
        return options == null ? null : JsObjects.text(options, "provider");
    }

    static @Nullable AbortSignal signal(@Nullable JSObject options) {
        JSObject signal = options == null ? null : JsObjects.get(options, "signal");
        return signal == null ? null : (AbortSignal) signal;
    }

    static PendingCall.@Nullable Progress progress(@Nullable JSObject options) {
        JSObject listener = options == null ? null : JsObjects.get(options, "onProgress");
        return listener == null ? null : value -> call(listener, value);
    }

    /** The text, or a refusal that says what is needed. */
    static String requireText(@Nullable JSObject value, String needed) {
        if (value == null || !isText(value)) {
            throw new InvalidInput(needed);
        }
        return text(value);
    }

    /** The object, or a refusal that says what is needed. */
    static JSObject require(@Nullable JSObject value, String needed) {
        if (value == null) {
            throw new InvalidInput(needed);
        }
        return value;
    }

    /** The call's promise; rejected where the call threw. */
    static JSPromise<JSObject> guarded(Supplier<JSPromise<JSObject>> call) {
        try {
            return call.get();
        } catch (RuntimeException e) {
            return rejected(JsErrors.toJs(e));
        }
    }

    /** Calls a function of JavaScript's. */
    @JSBody(
            params = {"listener", "value"},
            script = "listener(value);")
    static native void call(JSObject listener, JSObject value);

    @JSBody(params = "value", script = "return typeof value === 'string';")
    private static native boolean isText(JSObject value);

    @JSBody(params = "value", script = "return value;")
    private static native String text(JSObject value);

    @JSBody(params = "error", script = "return Promise.reject(error);")
    private static native JSPromise<JSObject> rejected(JSObject error);
}
