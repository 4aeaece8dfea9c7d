package dev.nearside.browser.page.search;

import dev.nearside.browser.client.SearchClient;
import dev.nearside.browser.dom.Dom;
import dev.nearside.browser.js.JsFailure;
import dev.nearside.browser.js.Promises;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSObject;
import org.teavm.jso.dom.html.HTMLElement;

/** Has files indexed, one addition after the other, each with a report of its own. */
final class Indexing {
    private final SearchClient search;
    private final Runnable changed;
    private final HTMLElement cards = Dom.find("search-works");
    /** All whose cards are shown, in the order in which they were brought. */
    private final List<Addition> additions = new ArrayList<>();

    private boolean running;

    /** @param changed run when the library has other documents */
    Indexing(SearchClient search, Runnable changed) {
        this.search = search;
        this.changed = changed;
    }

    /** Indexes files as soon as those before them are. Reports that were there to be read make room. */
    void add(Picked picked) {
        if (!running) {
            additions.stream().filter(Addition::isOver).toList().forEach(this::dismiss);
        }
        Addition addition = new Addition(picked, cards, new Actions());
        additions.add(addition);
        if (picked.size() > 0) {
            addition.queue();
            begin();
        }
    }

    private void begin() {
        if (!running) {
            running = true;
            new Thread(this::work).start();
        }
    }

    /** Whether files are being indexed. */
    boolean isRunning() {
        return running;
    }

    /** Stops everything and forgets all reports; what was indexed stays. */
    void cancelAll() {
        List.copyOf(additions).forEach(this::dismiss);
    }

    private void dismiss(Addition addition) {
        addition.cancel();
        addition.remove();
        additions.remove(addition);
    }

    private void work() {
        try {
            Addition next = next();
            while (next != null) {
                index(next);
                changed.run();
                next = next();
            }
        } finally {
            running = false;
            changed.run();
        }
    }

    private @Nullable Addition next() {
        return additions.stream().filter(Addition::isQueued).findFirst().orElse(null);
    }

    private void index(Addition addition) {
        addition.begin();
        try {
            JSObject results = Promises.awaitValue(
                    search.add(addition.sources(), progress -> progress(addition, progress), addition.signal()));
            addition.report(JsArrays.objects(results));
        } catch (JsFailure e) {
            addition.stopped(e.getMessage());
        }
    }

    private void progress(Addition addition, JSObject progress) {
        if (addition.progress(progress)) {
            changed.run();
        }
    }

    private final class Actions implements Addition.Listener {
        @Override
        public void retry(Addition addition) {
            addition.queue();
            begin();
        }

        @Override
        public void dismiss(Addition addition) {
            Indexing.this.dismiss(addition);
        }
    }
}
