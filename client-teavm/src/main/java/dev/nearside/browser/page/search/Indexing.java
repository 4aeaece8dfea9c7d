package dev.nearside.browser.page.search;

import dev.nearside.browser.api.Search;
import dev.nearside.browser.dom.Amounts;
import dev.nearside.browser.dom.Dom;
import dev.nearside.browser.js.AbortController;
import dev.nearside.browser.js.JsFailure;
import dev.nearside.browser.js.JsObjects;
import dev.nearside.browser.js.Promises;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArray;

/** Has files indexed, one batch after the other; what could not be done for a reason that may pass can be tried again. */
final class Indexing {
    private final Search search;
    private final WorkCard card;
    private final Changes changes;
    private JSArray<JSObject> waiting = new JSArray<>();
    private @Nullable AbortController running;
    private int lastFile = -1;

    /** Told that the library has other documents now. */
    interface Changes {
        void changed();
    }

    Indexing(Search search, WorkCard card, Changes changes) {
        this.search = search;
        this.card = card;
        this.changes = changes;
        Dom.on(Dom.find("search-cancel"), "click", event -> cancel());
        Dom.on(Dom.find("search-dismiss"), "click", event -> cancel());
        Dom.on(Dom.find("search-retry"), "click", event -> begin());
    }

    /** Indexes them as soon as those before them are. */
    void add(JSArray<JSObject> sources) {
        for (int i = 0; i < sources.getLength(); i++) {
            waiting.push(sources.get(i));
        }
        begin();
    }

    private void begin() {
        if (running == null && waiting.getLength() > 0) {
            AbortController controller = AbortController.create();
            running = controller;
            new Thread(() -> work(controller)).start();
        }
    }

    /** Whether files are being indexed. */
    boolean isRunning() {
        return running != null;
    }

    /** Stops, and forgets what waits; what was indexed stays. */
    void cancel() {
        waiting = new JSArray<>();
        if (running != null) {
            running.abort();
        }
    }

    private void work(AbortController controller) {
        Tally tally = new Tally();
        try {
            while (waiting.getLength() > 0) {
                index(controller, tally);
            }
            card.done(tally.summary());
        } catch (JsFailure e) {
            if (controller.getSignal().isAborted()) {
                card.done("Cancelled; what was done is kept");
            } else {
                card.failed("Stopped: " + e.getMessage());
            }
        } finally {
            running = null;
            changes.changed();
        }
    }

    private void index(AbortController controller, Tally tally) {
        JSArray<JSObject> batch = waiting;
        waiting = new JSArray<>();
        lastFile = -1;
        card.begin("Reading " + Amounts.count(batch.getLength(), "file"));
        try {
            JSObject results = Promises.awaitValue(search.add(batch, this::progress, controller.getSignal()));
            JsArrays.objects(results).forEach(result -> report(result, tally));
        } catch (JsFailure e) {
            if (!controller.getSignal().isAborted()) {
                // Those that were indexed before the failure will be found unchanged.
                putBack(batch);
            }
            throw e;
        }
    }

    private void putBack(JSArray<JSObject> batch) {
        JSArray<JSObject> later = waiting;
        waiting = batch;
        for (int i = 0; i < later.getLength(); i++) {
            waiting.push(later.get(i));
        }
    }

    private void progress(JSObject progress) {
        card.progress(progress);
        int file = (int) JsObjects.number(progress, "file", -1);
        if (file > lastFile && JsObjects.text(progress, "model") == null) {
            boolean first = lastFile < 0;
            lastFile = file;
            if (!first) {
                changes.changed();
            }
        }
    }

    private void report(JSObject result, Tally tally) {
        String status = String.valueOf(JsObjects.text(result, "status"));
        String reason = JsObjects.text(result, "reason");
        tally.count(status);
        if (reason != null) {
            card.refused(String.valueOf(JsObjects.text(result, "name")), reason);
        }
    }
}
