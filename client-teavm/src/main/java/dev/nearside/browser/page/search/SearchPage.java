package dev.nearside.browser.page.search;

import dev.nearside.browser.client.NearClient;
import dev.nearside.browser.client.SearchClient;
import dev.nearside.browser.dom.Dom;
import dev.nearside.browser.dom.LatestOnly;
import dev.nearside.browser.js.JsFailure;
import dev.nearside.browser.js.Promises;
import dev.nearside.browser.store.DocumentChanges;
import java.util.List;
import org.teavm.jso.JSBody;
import org.teavm.jso.dom.html.HTMLElement;

/** {@code #/search}: ask your own files, and read the passages that answer. */
public final class SearchPage {
    private static final int INTERVAL_MILLIS = 1000;
    /** How often the list follows what another tab does. */
    private static final int LULL_MILLIS = 200;

    private static final int PAUSE_MILLIS = 50;

    private final SearchClient search;
    private final HTMLElement view = Dom.find("view-search");
    private final Toast toast;
    private final LatestOnly refresh = new LatestOnly(this::follow);
    private final Reader reader;
    private final FileList files;
    private final Question question;
    private final Indexing indexing;
    private final Removal removal;
    private final SampleCollection sample;
    private List<Entry> entries = List.of();
    private boolean opened;

    /** @param provider auto, webgpu or wasm */
    public SearchPage(NearClient near, String provider, Reader reader, Toast toast) {
        this.reader = reader;
        this.toast = toast;
        search = near.search();
        files = new FileList(new ListActions());
        Answers answers = new Answers(new AnswerActions());
        question = new Question(near, provider, answers, files::ticked);
        indexing = new Indexing(search, this::changed);
        removal = new Removal(search, toast, this::removed);
        PasteBox pasted = new PasteBox((name, text) -> {
            Picked picked = new Picked();
            picked.addText(name, text);
            take(picked);
        });
        sample = new SampleCollection(this::take, question::ask, toast);
        listen(pasted);
    }

    private void listen(PasteBox pasted) {
        LibraryInput input = new LibraryInput(new LibraryInput.Taker() {
            @Override
            public void take(Picked picked) {
                SearchPage.this.take(picked);
            }

            @Override
            public void takeText(String text) {
                pasted.offer(text);
            }
        });
        input.listen();
        new Transfer(search, toast, this::changed).listen();
        WipeBox box = new WipeBox(() -> new Thread(this::wipe).start());
        Dom.on(Dom.find("search-wipe"), "click", event -> box.ask(entries.size()));
        DocumentChanges.listen(() -> {
            if (opened) {
                changed();
            }
        });
    }

    /** The person has come to this page. */
    public void shown() {
        if (opened) {
            return;
        }
        opened = true;
        // What the last visit left says what to show before the engine has read the library.
        state(wasFilled());
        new Thread(() -> {
                    refresh();
                    sample.questionsOfEarlierVisit();
                    sample.offerTheRest(entries, !indexing.isRunning());
                })
                .start();
        keepReaderOfPdfs();
    }

    /** Something happened to the engine that a person should know of. */
    public void notice(String text) {
        if (Dom.isShown(view)) {
            toast.problem(text);
        }
    }

    private void take(Picked picked) {
        toast.settle();
        if (picked.size() > 0) {
            if (entries.isEmpty()) {
                state(true);
                question.focus();
            }
            keepWhenSpaceIsShort();
        }
        indexing.add(picked);
    }

    /** A document has gone, or has come back: the one of that id. */
    private void removed(String back) {
        refresh();
        if (!back.isEmpty()) {
            files.focus(back);
        } else if (entries.isEmpty()) {
            Dom.find("search-paste").focus();
        }
    }

    private void changed() {
        refresh.ask();
    }

    /** While files come in one after the other, the list follows once a second, and at once when they are all there. */
    private void follow() {
        refresh();
        for (int waited = 0; waited < (indexing.isRunning() ? INTERVAL_MILLIS : LULL_MILLIS); waited += PAUSE_MILLIS) {
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void refresh() {
        try {
            List<Entry> now = Entry.all(Promises.await(search.documents()));
            boolean different = !now.equals(entries);
            if (now.isEmpty() && !entries.isEmpty()) {
                question.clear();
            }
            entries = now;
            files.show(now);
            view.setAttribute("data-read", "true");
            remember(!now.isEmpty());
            state(!now.isEmpty() || indexing.isRunning());
            sample.offerTheRest(now, !indexing.isRunning());
            if (different) {
                question.ask();
            }
        } catch (JsFailure e) {
            state(true);
            toast.problem("The library could not be read: " + e.getMessage());
        }
    }

    private void wipe() {
        try {
            indexing.cancelAll();
            Promises.join(search.clear());
            sample.forget();
            question.clear();
            refresh();
            toast.say("Everything was wiped from this browser.");
            Dom.find("search-paste").focus();
        } catch (JsFailure e) {
            toast.problem("Not everything could be wiped: " + e.getMessage());
        }
    }

    private void state(boolean filled) {
        view.setAttribute("data-state", filled ? "library" : "empty");
    }

    private final class ListActions implements FileList.Listener {
        @Override
        public void open(Entry entry) {
            reader.open(entry);
        }

        @Override
        public void remove(Entry entry) {
            removal.remove(entry);
        }

        @Override
        public void filtered() {
            question.ask();
        }
    }

    private final class AnswerActions implements Answers.Listener {
        @Override
        public void open(Passage passage) {
            reader.open(passage);
        }

        @Override
        public void onlyDocument(String id) {
            files.only(id);
            question.focus();
        }
    }

    @JSBody(script = "return localStorage.getItem('nearside.search') === 'filled';")
    private static native boolean wasFilled();

    @JSBody(
            params = "filled",
            script = "if (filled) { localStorage.setItem('nearside.search', 'filled'); }"
                    + "else { localStorage.removeItem('nearside.search'); }")
    private static native void remember(boolean filled);

    /** Has the service worker fetch pdf.js in the background, so that the first PDF does not need the server. */
    @JSBody(
            script = "if (navigator.serviceWorker) {"
                    + "  navigator.serviceWorker.ready.then(function(registration) {"
                    + "    registration.active.postMessage({type: 'fetch', group: 'pdf'});"
                    + "  });"
                    + "}")
    private static native void keepReaderOfPdfs();

    /** Asks the browser not to clear the library when the disk is full; it decides by itself. */
    @JSBody(script = "if (navigator.storage && navigator.storage.persist) { navigator.storage.persist(); }")
    private static native void keepWhenSpaceIsShort();
}
