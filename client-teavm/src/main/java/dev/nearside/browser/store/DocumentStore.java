package dev.nearside.browser.store;

import dev.nearside.browser.js.JsFailure;
import dev.nearside.browser.js.Promises;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArrayReader;
import org.teavm.jso.core.JSNumber;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.core.JSString;

/**
 * Indexed documents, kept by the browser (IndexedDB) for this origin and shared by its tabs: one record each, a
 * structured-clone object with at least {@code id} and {@code name}. Every change is whole or not at all.
 */
public final class DocumentStore {
    private static final String NAME = "nearside-search";
    private @Nullable DocumentDatabase database;

    /**
     * How often the documents have been changed, by whatever tab; changes with every change.
     *
     * @throws StorageFailed if the browser keeps nothing
     */
    public double version() {
        JSNumber version = await(DocumentDatabase::version);
        return version == null ? 0 : version.doubleValue();
    }

    /** The ids of all documents. */
    public List<String> ids() {
        JSArrayReader<JSString> found = await(DocumentDatabase::ids);
        List<String> ids = new ArrayList<>();
        for (int i = 0; found != null && i < found.getLength(); i++) {
            ids.add(found.get(i).stringValue());
        }
        return ids;
    }

    /** A document's record; empty if another tab took it out meanwhile. */
    public Optional<JSObject> read(String id) {
        return Optional.ofNullable(await(database -> database.read(id)));
    }

    /**
     * Keeps a record, in place of any other of the same name.
     *
     * @throws StorageFailed if there is no room for it; what was kept before is still there
     */
    public void replace(JSObject record) {
        join(database -> database.replace(record));
    }

    /** Takes a record out; without effect if it is not there. */
    public void remove(String id) {
        join(database -> database.remove(id));
    }

    /** Takes everything out. */
    public void clear() {
        join(DocumentDatabase::clear);
    }

    /** What {@link #note} left on that job; empty if nothing, or if it was taken away. */
    public Optional<JSObject> noteOn(String job) {
        return Optional.ofNullable(await(database -> database.noteOn(job)));
    }

    /** Leaves a note on a job for the engine that comes after this one, should this one fail; null takes it away. */
    public void note(String job, @Nullable JSObject note) {
        join(database -> database.note(job, note));
    }

    private void join(Function<DocumentDatabase, JSPromise<JSObject>> call) {
        JSObject nothing = await(call);
        if (nothing != null) {
            throw new IllegalStateException("a change of the database answered");
        }
    }

    private <T extends JSObject> @Nullable T await(Function<DocumentDatabase, JSPromise<T>> call) {
        try {
            if (database == null) {
                database = Promises.awaitValue(DocumentDatabase.open(NAME, DocumentChanges.CHANNEL));
            }
            return Promises.await(call.apply(database));
        } catch (JsFailure e) {
            if (e.name().equals("QuotaExceededError")) {
                throw new StorageFailed(
                        "the browser's storage for this page is full; remove documents, or make room on the disk", e);
            }
            // A connection that the browser closed stays closed; the next call opens another.
            database = null;
            throw new StorageFailed("the browser does not keep data for this page (" + e.getMessage() + ")", e);
        }
    }
}
