package dev.nearside.browser.rpc;

import dev.nearside.browser.js.JsObjects;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;

/** A call that the worker has not answered yet. */
public final class PendingCall {
    private final double id;
    private final String name;
    private final JSObject argument;
    private final @Nullable Progress progress;
    private final Settle resolve;
    private final Settle reject;
    private double furthest;

    PendingCall(double id, String name, JSObject argument, @Nullable Progress progress, Settle resolve, Settle reject) {
        this.id = id;
        this.name = name;
        this.argument = argument;
        this.progress = progress;
        this.resolve = resolve;
        this.reject = reject;
    }

    double id() {
        return id;
    }

    String name() {
        return name;
    }

    JSObject argument() {
        return argument;
    }

    void resolve(@Nullable JSObject value) {
        resolve.settle(value);
    }

    void reject(JSObject error) {
        reject.settle(error);
    }

    /** Whether this progress is at a later {@code index} than all before, those of engines that failed included. */
    boolean goesFurther(JSObject value) {
        double index = JsObjects.number(value, "index", 0);
        boolean further = index > furthest;
        furthest = Math.max(furthest, index);
        return further;
    }

    void progress(JSObject value) {
        if (progress != null) {
            progress.at(value);
        }
    }

    @JSBody(
            params = "executor",
            script = "return new Promise(function(resolve, reject) { executor(resolve, reject); });")
    static native JSPromise<JSObject> promise(Executor executor);

    /** Told how far the work is. */
    @JSFunctor
    public interface Progress extends JSObject {
        void at(JSObject value);
    }

    /** One of a promise's two functions. */
    @JSFunctor
    interface Settle extends JSObject {
        void settle(@Nullable JSObject value);
    }

    /** What a promise is made with. */
    @JSFunctor
    interface Executor extends JSObject {
        void run(Settle resolve, Settle reject);
    }
}
