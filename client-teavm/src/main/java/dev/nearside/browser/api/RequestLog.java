package dev.nearside.browser.api;

import dev.nearside.browser.js.JsObjects;
import java.util.ArrayList;
import java.util.List;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArray;

/** The requests of page and worker together, oldest first. */
final class RequestLog {
    private final List<JSObject> entries = new ArrayList<>();

    void add(JSObject entry) {
        entries.add(entry);
    }

    /** A copy as a JavaScript array. */
    JSArray<JSObject> copy() {
        JSArray<JSObject> copy = new JSArray<>();
        for (JSObject entry : entries) {
            copy.push(entry);
        }
        return copy;
    }

    /** Bytes of request bodies: what has left this tab. */
    double bytesOut() {
        double sum = 0;
        for (JSObject entry : entries) {
            sum += JsObjects.number(entry, "bytesOut", 0);
        }
        return sum;
    }
}
