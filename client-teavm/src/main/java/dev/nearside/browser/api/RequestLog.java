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

    /**
     * Bytes that have left this tab: request bodies, and what stands behind the question mark of an address that is not a
     * file's. To have the server fetch a model only names the model, so that it does not count.
     */
    double bytesOut() {
        double sum = 0;
        for (JSObject entry : entries.values()) {
            String url = String.valueOf(JsObjects.text(entry, "url"));
            if (!url.endsWith("/api/pull")) {
                sum += JsObjects.number(entry, "bytesOut", 0)
                        + queryBytes(url, String.valueOf(JsObjects.text(entry, "why")));
            }
        }
        return sum;
    }

    private static int queryBytes(String url, String why) {
        int query = url.indexOf('?');
        boolean isFile = !why.equals("server API") && !why.equals("another origin");
        return query < 0 || isFile ? 0 : url.length() - query - 1;
    }
}
