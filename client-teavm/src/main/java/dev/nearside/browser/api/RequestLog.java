package dev.nearside.browser.api;

import dev.nearside.browser.js.JsObjects;
import java.util.LinkedHashMap;
import java.util.Map;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArray;

/** The requests of page and worker together, oldest first. */
final class RequestLog {
    private final Map<String, JSObject> entries = new LinkedHashMap<>();

    /** Adds an entry, or brings one up to date that is known by its id. */
    void put(JSObject entry) {
        entries.put(String.valueOf(JsObjects.text(entry, "id")), entry);
    }

    /** A copy as a JavaScript array. */
    JSArray<JSObject> copy() {
        JSArray<JSObject> copy = new JSArray<>();
        for (JSObject entry : entries.values()) {
            copy.push(entry);
        }
        return copy;
    }

    /** Bytes of request bodies: what has left this tab. */
    double bytesOut() {
        double sum = 0;
        for (JSObject entry : entries.values()) {
            sum += JsObjects.number(entry, "bytesOut", 0);
        }
        return sum;
    }
}
