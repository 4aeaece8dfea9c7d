package dev.nearside.browser.page.search;

import dev.nearside.browser.client.SearchClient;
import dev.nearside.browser.dom.Amounts;
import dev.nearside.browser.dom.Dom;
import dev.nearside.browser.js.JsFailure;
import dev.nearside.browser.js.JsObjects;
import dev.nearside.browser.js.Promises;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.dom.html.HTMLElement;

/** Saves the library as a file, and takes such a file in, on this machine or another. */
final class Transfer {
    private final SearchClient search;
    private final Toast toast;
    private final Runnable changed;

    Transfer(SearchClient search, Toast toast, Runnable changed) {
        this.search = search;
        this.toast = toast;
        this.changed = changed;
    }

    /** Begins to hear. */
    void listen() {
        Dom.on(Dom.find("search-export"), "click", event -> new Thread(this::save).start());
        listen(Dom.find("search-import"));
        listen(Dom.find("search-import-first"));
    }

    private void listen(HTMLElement input) {
        Dom.on(input, "change", event -> take(input, file -> new Thread(() -> bring(file)).start()));
    }

    private void save() {
        try {
            download(Promises.awaitValue(search.exportAll(null)));
            toast.say("The library was saved with the browser's downloads.");
        } catch (JsFailure e) {
            toast.problem("The library could not be exported: " + e.getMessage());
        }
    }

    private void bring(JSObject file) {
        try {
            JSObject answer = Promises.awaitValue(search.importAll(file));
            changed.run();
            long replaced = (long) JsObjects.number(answer, "replaced", 0);
            toast.say(Amounts.count((long) JsObjects.number(answer, "documents", 0), "file") + " imported"
                    + (replaced == 0 ? "." : ", " + Amounts.grouped(replaced) + " in place of another content."));
        } catch (JsFailure e) {
            toast.problem("This could not be imported: " + e.getMessage());
        }
    }

    @JSBody(
            params = "blob",
            script = "var link = document.createElement('a');"
                    + "link.href = URL.createObjectURL(blob);"
                    + "link.download = 'nearside-library-' + new Date().toISOString().slice(0, 10) + '.nearside';"
                    + "link.click();"
                    + "setTimeout(function() { URL.revokeObjectURL(link.href); }, 60000);")
    private static native void download(JSObject blob);

    /** Gives the chosen file and empties the input. */
    @JSBody(
            params = {"input", "taker"},
            script = "var file = input.files[0]; input.value = ''; if (file) { taker(file); }")
    private static native void take(HTMLElement input, Taker taker);

    @JSFunctor
    private interface Taker extends JSObject {
        void take(JSObject file);
    }
}
