package dev.nearside.browser.rpc;

import dev.nearside.browser.js.AbortController;
import dev.nearside.browser.js.AbortSignal;
import dev.nearside.error.Cancelled;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArray;

/** A call that the worker is answering. */
public final class Call {
    private final double id;
    private final AbortController controller = AbortController.create();
    private final JSArray<JSObject> transfer = new JSArray<>();

    Call(double id) {
        this.id = id;
    }

    double id() {
        return id;
    }

    JSArray<JSObject> transferred() {
        return transfer;
    }

    void cancel() {
        controller.abort();
    }

    /** Aborted when the page cancels the call. */
    public AbortSignal signal() {
        return controller.getSignal();
    }

    /** Throws if the page has cancelled the call. */
    public void check() {
        if (signal().isAborted()) {
            throw new Cancelled("the call was cancelled");
        }
    }

    /** Tells the page how far the work is. */
    public void progress(JSObject value) {
        Messages.post(Messages.progress(id, value));
    }

    /** Moves an {@code ArrayBuffer} of the answer to the page instead of copying it. */
    public void transfer(JSObject buffer) {
        transfer.push(buffer);
    }
}
