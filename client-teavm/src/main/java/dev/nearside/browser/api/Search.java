package dev.nearside.browser.api;

import dev.nearside.browser.js.AbortSignal;
import dev.nearside.browser.js.JsObjects;
import dev.nearside.browser.js.Promises;
import dev.nearside.browser.rpc.Connection;
import dev.nearside.browser.rpc.PendingCall;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;

/** Search over a person's own files, kept in this browser: {@code near.search}. */
public final class Search {
    private final Connection connection;

    Search(Connection connection) {
        this.connection = connection;
    }

    /**
     * Indexes files, one after the other. One that cannot be read never stops the rest.
     *
     * @param files an array, or anything that can be walked, of Files, Blobs with a {@code name}, {@code {name, blob}}
     *     and {@code {name, text}}; a file of a folder goes by its path within the folder
     * @param progress gets {@code {file, name, index, count, step, done, total}}, where {@code step} is reading,
     *     chunking, embedding or storing, {@code done} and {@code total} are bytes, pages or chunks of that step, and
     *     {@code file} begins at 0; while the model is loaded {@code {model, file, loaded, total}}
     * @param signal cancels; the file in work leaves nothing behind, those that are done stay
     * @return an array of {@code {name, id, status, chunks, replaced, reason}}, one a file; {@code status} is indexed,
     *     unchanged or refused, {@code replaced} whether another content of its name had to go, {@code reason} for
     *     people, null unless refused or worth knowing
     */
    public JSPromise<JSObject> add(
            JSObject files, PendingCall.@Nullable Progress progress, @Nullable AbortSignal signal) {
        return Promises.start(() -> {
            JSObject argument = Promises.awaitValue(plainFiles(files));
            return Promises.await(connection.call("search.add", argument, progress, signal));
        });
    }

    /** An array of {@code {id, name, type, bytes, characters, chunks, addedAt}}, in the order of their names. */
    public JSPromise<JSObject> documents() {
        return connection.call("search.documents", JsObjects.create(), null, null);
    }

    /** Forgets a document; true if it was there. */
    public JSPromise<JSObject> remove(String id) {
        return connection.call("search.remove", ofId(id), null, null);
    }

    /** Forgets all documents, and what the browser stored of them. */
    public JSPromise<JSObject> clear() {
        return connection.call("search.clear", JsObjects.create(), null, null);
    }

    /**
     * The passages that answer best.
     *
     * @param options {@code limit}, 10 unless said otherwise, and {@code documents}, an array of ids to search in, all
     *     where it is missing; or null
     * @return {@code {passages: [{document: {id, name, type}, page, pageEnd, heading, start, end, text, score,
     *     vectorRank, wordRank, similarity, coverage, near, marks: [[start, end], …]}], answered, timings: {embed,
     *     search}, model, provider}}; {@code start} and {@code end} are offsets into the document's text, {@code marks} into
     *     {@code text}; ranks begin at 1 and are null where that search did not find the passage; {@code near} tells
     *     whether a passage is near enough to answer, {@code answered} whether any is
     */
    public JSPromise<JSObject> query(String text, @Nullable JSObject options, @Nullable AbortSignal signal) {
        JSObject argument = JsObjects.create();
        JsObjects.set(argument, "text", text);
        if (options != null) {
            copyQueryOptions(options, argument);
        }
        return connection.call("search.query", argument, null, signal);
    }

    /** A document as it was indexed: {@code {id, name, type, text, pages}}, {@code pages} the offsets where pages begin. */
    public JSPromise<JSObject> open(String id) {
        return connection.call("search.open", ofId(id), null, null);
    }

    /**
     * Documents with their vectors, as one Blob.
     *
     * @param options {@code documents}, an array of ids; all documents where it is missing or null
     */
    public JSPromise<JSObject> exportAll(@Nullable JSObject options) {
        JSObject argument = JsObjects.create();
        if (options != null) {
            copyQueryOptions(options, argument);
        }
        return connection.call("search.export", argument, null, null);
    }

    /**
     * Adds what {@link #exportAll} gave: {@code {documents, replaced}}, how many are new here, and how many of these
     * stand in for another content of their name.
     */
    public JSPromise<JSObject> importAll(JSObject blob) {
        JSObject argument = JsObjects.create();
        JsObjects.set(argument, "file", blob);
        return connection.call("search.import", argument, null, null);
    }

    private static JSObject ofId(String id) {
        JSObject argument = JsObjects.create();
        JsObjects.set(argument, "id", id);
        return argument;
    }

    /**
     * What can be sent to the engine: {@code {job, files: [{name, blob}]}}, null for what a file lacks. The job's name tells a call that is asked
     * again after a failure from a second one.
     */
    @JSBody(
            params = "files",
            script = "return Promise.resolve().then(function() {"
                    + "  function fail(text) {"
                    + "    var e = new Error(text); e.name = 'InvalidInput'; e.code = 'invalid_input'; throw e;"
                    + "  }"
                    + "  if (!files || typeof files[Symbol.iterator] !== 'function' || typeof files === 'string') {"
                    + "    fail('search.add takes an array of files, Blobs with a name, or {name, text}');"
                    + "  }"
                    + "  var job = Array.from(crypto.getRandomValues(new Uint8Array(8)), function(b) {"
                    + "    return b.toString(16).padStart(2, '0');"
                    + "  }).join('');"
                    + "  return {job: job, files: Array.from(files, function(file, i) {"
                    + "    var blob = file instanceof Blob ? file : file && file.blob;"
                    + "    if (!(blob instanceof Blob) && file && typeof file.text === 'string') {"
                    + "      blob = new Blob([file.text], {type: file.type || 'text/plain'});"
                    + "    }"
                    + "    var name = file && (file.webkitRelativePath || file.name);"
                    + "    return {"
                    + "      name: typeof name === 'string' && name ? name : null, blob: blob instanceof Blob ? blob : null"
                    + "    };"
                    + "  })};"
                    + "});")
    private static native JSPromise<JSObject> plainFiles(JSObject files);

    @JSBody(
            params = {"options", "argument"},
            script = "if (options.limit !== undefined) { argument.limit = options.limit; }"
                    + "if (options.documents) { argument.documents = Array.from(options.documents, String); }")
    private static native void copyQueryOptions(JSObject options, JSObject argument);
}
