package dev.nearside.browser.page.search;

import dev.nearside.browser.client.SearchClient;
import dev.nearside.browser.js.JsFailure;
import dev.nearside.browser.js.JsObjects;
import dev.nearside.browser.js.Promises;
import java.util.function.Consumer;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.core.JSString;

/** Removes documents, and brings one back as it was, with its vectors, if that was a mistake. */
final class Removal {
    private final SearchClient search;
    private final Toast toast;
    private final Consumer<String> changed;

    /** @param changed told when a document has gone (nothing), or has come back (its id); blocks until it is shown */
    Removal(SearchClient search, Toast toast, Consumer<String> changed) {
        this.search = search;
        this.toast = toast;
        this.changed = changed;
    }

    /** Removes it. */
    void remove(Entry entry) {
        new Thread(() -> {
                    try {
                        JSObject copy = Promises.awaitValue(search.exportAll(only(entry.id())));
                        Promises.join(search.remove(entry.id()));
                        toast.offer(
                                entry.name() + " was removed.", () -> new Thread(() -> restore(entry, copy)).start());
                    } catch (JsFailure e) {
                        toast.problem(entry.name() + " could not be removed: " + e.getMessage());
                    }
                    changed.accept("");
                })
                .start();
    }

    private void restore(Entry entry, JSObject copy) {
        try {
            Promises.join(search.importAll(copy));
            changed.accept(entry.id());
            toast.say(entry.name() + " is back.");
        } catch (JsFailure e) {
            toast.problem(entry.name() + " could not be brought back: " + e.getMessage());
        }
    }

    private static JSObject only(String id) {
        JSObject options = JsObjects.create();
        JSArray<JSString> ids = new JSArray<>();
        ids.push(JSString.valueOf(id));
        JsObjects.set(options, "documents", ids);
        return options;
    }
}
