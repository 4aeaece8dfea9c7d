package dev.nearside.browser.api;

import dev.nearside.browser.js.JsObjects;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;

/** {@code near.search} in JavaScript. */
final class SearchJs {
    private SearchJs() {}

    static JSObject facade(Search search) {
        JSObject facade = JsObjects.create();
        put(
                facade,
                "add",
                (files, options) -> CallOptions.guarded(() -> search.add(
                        CallOptions.require(files, "search.add takes an array of files"),
                        CallOptions.progress(options),
                        CallOptions.signal(options))));
        put(facade, "documents", (nothing, options) -> search.documents());
        put(facade, "remove", (id, options) -> CallOptions.guarded(() -> search.remove(id(id))));
        put(facade, "clear", (nothing, options) -> search.clear());
        put(
                facade,
                "query",
                (text, options) -> CallOptions.guarded(() -> search.query(
                        CallOptions.requireText(text, "search.query takes a question in words"),
                        options,
                        CallOptions.signal(options))));
        put(facade, "open", (id, options) -> CallOptions.guarded(() -> search.open(id(id))));
        put(facade, "export", (options, nothing) -> CallOptions.guarded(() -> search.exportAll(options)));
        put(
                facade,
                "import",
                (blob, options) -> CallOptions.guarded(() ->
                        search.importAll(CallOptions.require(blob, "search.import takes the Blob of search.export"))));
        return facade;
    }

    private static String id(@Nullable JSObject id) {
        return CallOptions.requireText(id, "a document's id is needed; search.documents() lists them");
    }

    @JSBody(
            params = {"facade", "name", "call"},
            script = "facade[name] = function(subject, options) {"
                    + "  return call(subject === undefined ? null : subject, options || null);"
                    + "};")
    private static native void put(JSObject facade, String name, Ask call);

    @JSFunctor
    private interface Ask extends JSObject {
        JSPromise<JSObject> ask(@Nullable JSObject subject, @Nullable JSObject options);
    }
}
