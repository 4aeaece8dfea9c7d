package dev.nearside.browser.page.search;

import dev.nearside.browser.dom.Amounts;
import dev.nearside.browser.js.AbortController;
import dev.nearside.browser.js.AbortSignal;
import dev.nearside.browser.js.JsObjects;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.dom.html.HTMLElement;

/** What was brought at once: its files, how far they are, and the card that tells of it. */
final class Addition {
    private final Picked picked;
    private final WorkCard card;
    private AbortController stop = AbortController.create();
    private boolean queued;
    private int lastFile = -1;

    /** Hears what a person wants of an addition that is not being worked on. */
    interface Listener {
        void retry(Addition addition);

        void dismiss(Addition addition);
    }

    /** What was brought, with its card below the others in {@code cards}. */
    Addition(Picked picked, HTMLElement cards, Listener listener) {
        this.picked = picked;
        this.card = new WorkCard(cards, new WorkCard.Listener() {
            @Override
            public void cancel() {
                Addition.this.cancel();
            }

            @Override
            public void retry() {
                listener.retry(Addition.this);
            }

            @Override
            public void dismiss() {
                listener.dismiss(Addition.this);
            }
        });
        card.leftOut(picked.filter().summary());
        for (Picked.Refusal refusal : picked.refusals()) {
            card.refused(refusal.name(), refusal.reason());
        }
        card.done("There was no file to add");
    }

    /** It waits for its turn. */
    void queue() {
        queued = true;
        stop = AbortController.create();
        card.waiting(files() + " to read, after those before");
    }

    boolean isQueued() {
        return queued;
    }

    /** Its turn has come. */
    void begin() {
        queued = false;
        lastFile = -1;
        card.begin("Reading " + files());
    }

    private String files() {
        return Amounts.count(picked.size(), "file");
    }

    /** For {@code near.search.add}. */
    JSArray<JSObject> sources() {
        return picked.sources();
    }

    AbortSignal signal() {
        return stop.getSignal();
    }

    /** Shows how far it is; true if a file was done since the last time. */
    boolean progress(JSObject progress) {
        card.progress(progress);
        int file = (int) JsObjects.number(progress, "file", -1);
        if (JsObjects.text(progress, "model") != null || file <= lastFile) {
            return false;
        }
        boolean first = lastFile < 0;
        lastFile = file;
        return !first;
    }

    /** Shows what became of each file. */
    void report(List<JSObject> results) {
        Tally tally = new Tally();
        for (JSObject result : results) {
            report(result, tally);
        }
        card.remark(tally.remarks());
        card.done(tally.summary());
    }

    private void report(JSObject result, Tally tally) {
        String name = String.valueOf(JsObjects.text(result, "name"));
        String status = String.valueOf(JsObjects.text(result, "status"));
        String reason = JsObjects.text(result, "reason");
        tally.count(status);
        if (status.equals("refused")) {
            card.refused(name, String.valueOf(reason));
        } else if (reason != null) {
            tally.renamed(reason);
        }
        if (JsObjects.flag(result, "replaced")) {
            tally.replaced(name);
        }
    }

    /** It ended before its end: it was cancelled, or it failed for a reason that may pass. */
    void stopped(@Nullable String reason) {
        if (signal().isAborted()) {
            card.done("Cancelled; what was done is kept");
        } else {
            card.failed("Stopped: " + reason);
        }
    }

    /** It is not wanted any more; what was indexed of it stays. */
    void cancel() {
        if (queued) {
            queued = false;
            card.done("Cancelled before it began");
        }
        stop.abort();
    }

    /** Whether nothing more will happen to it, and it waits for no decision. */
    boolean isOver() {
        return card.isDone();
    }

    /** Takes its card away. */
    void remove() {
        card.remove();
    }
}
