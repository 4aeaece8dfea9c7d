package dev.nearside.browser.compare;

import dev.nearside.browser.js.JsFailure;
import dev.nearside.browser.js.JsObjects;
import dev.nearside.browser.js.Promises;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;

/** Where this browser keeps the last comparison (IndexedDB), for all tabs of this origin; nothing of it goes anywhere. */
final class Shelf {

    /**
     * What is kept.
     *
     * @param at milliseconds since 1970 when it began, which names it
     * @param json what it holds
     */
    record Kept(double at, String json) {}

    /**
     * The last comparison; empty if none is kept.
     *
     * @throws JsFailure if the browser keeps nothing
     */
    Optional<Kept> last() {
        JSObject found = Promises.await(last(open()));
        String json = found == null ? null : JsObjects.text(found, "json");
        return found == null || json == null
                ? Optional.empty()
                : Optional.of(new Kept(JsObjects.number(found, "at", 0), json));
    }

    /**
     * Keeps one in place of what was kept.
     *
     * @throws JsFailure if there is no room for it; what was kept before is still there
     */
    void keep(Kept comparison) {
        Promises.join(put(open(), comparison.at, comparison.json));
    }

    /**
     * Keeps more of the same comparison, if it is still the one that is kept: another tab may have kept a later one, or
     * deleted it.
     *
     * @return whether it is
     * @throws JsFailure if there is no room for it
     */
    boolean keepMore(Kept comparison) {
        return Promises.await(putMore(open(), comparison.at, comparison.json)) != null;
    }

    /**
     * Deletes what is kept.
     *
     * @throws JsFailure if the browser does not let it
     */
    void clear() {
        Promises.join(clear(open()));
    }

    /** A function that runs {@code work(store, answer)} in a transaction and closes the database. */
    @JSBody(
            script = "return function(mode, work) { return new Promise(function(resolve, reject) {"
                    + "  var request = indexedDB.open('nearside-compare', 1);"
                    + "  request.onupgradeneeded = function() { request.result.createObjectStore('comparisons', {keyPath: 'id'}); };"
                    + "  request.onerror = function() { reject(request.error); };"
                    + "  request.onsuccess = function() {"
                    + "    var db = request.result, transaction = db.transaction('comparisons', mode), answer = {value: null};"
                    + "    transaction.oncomplete = function() { db.close(); resolve(answer.value); };"
                    + "    transaction.onabort = function() {"
                    + "      db.close(); reject(transaction.error || new Error('the transaction was rolled back'));"
                    + "    };"
                    + "    work(transaction.objectStore('comparisons'), answer);"
                    + "  };"
                    + "}); };")
    private static native JSObject open();

    @JSBody(
            params = "run",
            script = "return run('readonly', function(store, answer) {"
                    + "  store.get('last').onsuccess = function(event) { answer.value = event.target.result; };"
                    + "});")
    private static native JSPromise<JSObject> last(JSObject run);

    @JSBody(
            params = {"run", "at", "json"},
            script = "return run('readwrite', function(store) { store.put({id: 'last', at: at, json: json}); });")
    private static native JSPromise<@Nullable JSObject> put(JSObject run, double at, String json);

    @JSBody(
            params = {"run", "at", "json"},
            script = "return run('readwrite', function(store, answer) {"
                    + "  store.get('last').onsuccess = function(event) {"
                    + "    var there = event.target.result;"
                    + "    if (there && there.at === at) { store.put({id: 'last', at: at, json: json}); answer.value = {}; }"
                    + "  };"
                    + "});")
    private static native JSPromise<@Nullable JSObject> putMore(JSObject run, double at, String json);

    @JSBody(params = "run", script = "return run('readwrite', function(store) { store.clear(); });")
    private static native JSPromise<@Nullable JSObject> clear(JSObject run);
}
