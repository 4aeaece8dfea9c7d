package dev.nearside.browser.search;

import dev.nearside.browser.js.AbortSignal;
import dev.nearside.browser.js.JsObjects;
import dev.nearside.browser.rpc.Call;
import org.teavm.jso.JSObject;

/** A call's work on one file; the page is told {@code {file, name, index, count, step, done, total}}. */
final class FileProgress implements Work {
    private static final double INTERVAL_MILLIS = 50;

    private final Call call;
    private final String name;
    private final int index;
    private final int count;
    private String lastStep = "";
    private double last;

    /**
     * @param index of the file in its call, from 0
     * @param count of files in the call
     */
    FileProgress(Call call, String name, int index, int count) {
        this.call = call;
        this.name = name;
        this.index = index;
        this.count = count;
    }

    @Override
    public void check() {
        call.check();
    }

    @Override
    public AbortSignal signal() {
        return call.signal();
    }

    /** Tells of the step's beginning, and then not more often than a person sees. */
    @Override
    public StepProgress step(String step) {
        return (done, total) -> {
            double now = JsObjects.now();
            if (lastStep.equals(step) && now - last < INTERVAL_MILLIS) {
                return;
            }
            lastStep = step;
            last = now;
            JSObject value = JsObjects.create();
            JsObjects.set(value, "file", index);
            JsObjects.set(value, "name", name);
            JsObjects.set(value, "index", index);
            JsObjects.set(value, "count", count);
            JsObjects.set(value, "step", step);
            JsObjects.set(value, "done", done);
            JsObjects.set(value, "total", total);
            call.progress(value);
        };
    }
}
