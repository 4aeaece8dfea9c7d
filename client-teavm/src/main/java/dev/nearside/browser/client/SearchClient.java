package dev.nearside.browser.client;

import dev.nearside.browser.client.NearClient.Listener;
import dev.nearside.browser.js.AbortSignal;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;

/** {@code near.search}. */
public final class SearchClient {
    private final JSObject search;

    SearchClient(JSObject search) {
        this.search = search;
    }

    /** {@code near.search.add}. */
    public JSPromise<JSObject> add(JSObject files, Listener progress, AbortSignal signal) {
        return call("add", files, NearClient.options(null, progress, signal));
    }

    /** {@code near.search.documents}. */
    public JSPromise<JSObject> documents() {
        return call("documents", null, null);
    }

    /** {@code near.search.remove}. */
    public JSPromise<JSObject> remove(String id) {
        return callOn("remove", id, null);
    }

    /** {@code near.search.clear}. */
    public JSPromise<JSObject> clear() {
        return call("clear", null, null);
    }

    /** {@code near.search.query}; {@code options} has {@code limit}, {@code documents}, {@code signal}. */
    public JSPromise<JSObject> query(String question, JSObject options) {
        return callOn("query", question, options);
    }

    /** {@code near.search.open}. */
    public JSPromise<JSObject> open(String id) {
        return callOn("open", id, null);
    }

    /** {@code near.search.export}. */
    public JSPromise<JSObject> exportAll(@Nullable JSObject options) {
        return call("export", options, null);
    }

    /** {@code near.search.import}. */
    public JSPromise<JSObject> importAll(JSObject blob) {
        return call("import", blob, null);
    }

    private JSPromise<JSObject> call(String name, @Nullable JSObject subject, @Nullable JSObject options) {
        return call(search, name, subject, options);
    }

    private JSPromise<JSObject> callOn(String name, String subject, @Nullable JSObject options) {
        return callOn(search, name, subject, options);
    }

    @JSBody(
            params = {"search", "name", "subject", "options"},
            script = "return search[name](subject, options);")
    private static native JSPromise<JSObject> call(
            JSObject search, String name, @Nullable JSObject subject, @Nullable JSObject options);

    @JSBody(
            params = {"search", "name", "subject", "options"},
            script = "return search[name](subject, options);")
    private static native JSPromise<JSObject> callOn(
            JSObject search, String name, String subject, @Nullable JSObject options);
}
