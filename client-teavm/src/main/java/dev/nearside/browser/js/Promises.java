package dev.nearside.browser.js;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.teavm.interop.Async;
import org.teavm.interop.AsyncCallback;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;

/**
 * Blocking Java over promises. TeaVM's own {@code await} breaks in WebAssembly-GC when a promise is rejected, so here
 * a promise is always settled into an outcome, and what it holds is thrown only after the thread has resumed.
 */
public final class Promises {
    private Promises() {}

    /**
     * Suspends this thread until the promise is settled. A callback from JavaScript must have started a thread of its
     * own ({@link #start}) before it may wait.
     *
     * @return what the promise was fulfilled with; null for undefined
     * @throws JsFailure if it was rejected
     */
    public static <T extends JSObject> @Nullable T await(JSPromise<T> promise) {
        Outcome outcome = outcome(promise);
        if (outcome.failure != null) {
            throw outcome.failure;
        }
        @SuppressWarnings("unchecked")
        T value = (T) outcome.value;
        return value;
    }

    /** Like {@link #await}, for promises that are never fulfilled with null or undefined. */
    public static <T extends JSObject> T awaitValue(JSPromise<T> promise) {
        T value = await(promise);
        if (value == null) {
            throw new JsFailure("TypeError", "a promise that should bring a value brought none", null);
        }
        return value;
    }

    /** Like {@link #await}, for a promise whose value does not matter. */
    public static void join(JSPromise<?> promise) {
        Outcome outcome = outcome(promise);
        if (outcome.failure != null) {
            throw outcome.failure;
        }
    }

    /** Runs blocking work on a thread of its own; the promise is fulfilled or rejected with what becomes of it. */
    public static <T extends JSObject> JSPromise<T> start(Supplier<@Nullable T> work) {
        return create((resolve, reject) -> new Thread(() -> {
                    T value;
                    try {
                        value = work.get();
                    } catch (RuntimeException e) {
                        reject.accept(JsErrors.toJs(e));
                        return;
                    }
                    resolve.accept(value);
                })
                .start());
    }

    private static <T extends JSObject> JSPromise<T> create(Executor executor) {
        @SuppressWarnings("unchecked")
        JSPromise<T> promise = (JSPromise<T>) newPromise(executor);
        return promise;
    }

    @Async
    private static native Outcome outcome(JSPromise<?> promise);

    private static void outcome(JSPromise<?> promise, AsyncCallback<Outcome> callback) {
        settle(
                promise,
                (fulfilled, value, name, message, code) -> callback.complete(
                        fulfilled
                                ? new Outcome(value, null)
                                : new Outcome(
                                        null, new JsFailure(String.valueOf(name), String.valueOf(message), code))));
    }

    /** One function for both ways: each that crosses to JavaScript costs, and a short run is little more than its wait. */
    @JSBody(
            params = {"promise", "settled"},
            script = "Promise.resolve(promise).then(function(value) {"
                    + "  settled(true, value === undefined ? null : value, null, null, null);"
                    + "}, function(e) {"
                    + "  settled(false, null, String(e && e.name || 'Error'),"
                    + "    String(e && e.message !== undefined ? e.message : e),"
                    + "    e && typeof e.code === 'string' ? e.code : null);"
                    + "});")
    private static native void settle(JSObject promise, Settled settled);

    @JSBody(
            params = "executor",
            script = "return new Promise(function(resolve, reject) { executor(resolve, reject); });")
    private static native JSObject newPromise(Executor executor);

    private record Outcome(
            @Nullable JSObject value, @Nullable JsFailure failure) {}

    @JSFunctor
    private interface Settled extends JSObject {
        void accept(
                boolean fulfilled,
                @Nullable JSObject value,
                @Nullable String name,
                @Nullable String message,
                @Nullable String code);
    }

    @JSFunctor
    private interface Executor extends JSObject {
        void run(Settle resolve, Settle reject);
    }

    @JSFunctor
    private interface Settle extends JSObject {
        void accept(@Nullable JSObject value);
    }
}
