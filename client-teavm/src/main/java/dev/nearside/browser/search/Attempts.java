package dev.nearside.browser.search;

import dev.nearside.browser.js.JsObjects;
import dev.nearside.browser.store.DocumentStore;
import dev.nearside.error.InvalidInput;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;

/**
 * Counts how often a call tried each file, in the browser's storage: should the engine fail over a file, the next engine,
 * which is asked the same again, knows, and in the end leaves the file out.
 */
final class Attempts {
    private static final int MOST = 2;

    private final String job;
    private final DocumentStore store;
    private final JSObject note;
    private String current = "";

    private Attempts(String job, DocumentStore store, JSObject note) {
        this.job = job;
        this.store = store;
        this.note = note;
    }

    /** Of the call that is so named. */
    static Attempts of(String job, DocumentStore store) {
        return new Attempts(job, store, store.noteOn(job).orElseGet(JsObjects::create));
    }

    /**
     * Begins with a file.
     *
     * @throws InvalidInput if engines failed over it before
     */
    void begin(String name) {
        current = "";
        int before = (int) JsObjects.number(note, name, 0);
        if (before >= MOST) {
            throw new InvalidInput("the engine failed over " + name + " " + before + " times, so it was left out");
        }
        current = name;
        JsObjects.set(note, name, before + 1);
        store.note(job, note);
    }

    /** The file is done, or refused without harm; told to the storage when the next one begins. */
    void done() {
        if (!current.isEmpty()) {
            forget(note, current);
        }
    }

    /** The call is done. */
    void end() {
        store.note(job, null);
    }

    @JSBody(
            params = {"note", "name"},
            script = "delete note[name];")
    private static native void forget(JSObject note, String name);
}
