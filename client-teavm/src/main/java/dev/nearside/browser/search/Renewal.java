package dev.nearside.browser.search;

import dev.nearside.browser.js.AbortController;
import dev.nearside.browser.js.AbortSignal;
import dev.nearside.error.NearsideException;
import java.util.List;
import java.util.function.Consumer;

/**
 * Embeds anew what another model embedded, beside everything else. Until it is done, such documents are found by their
 * words alone.
 */
final class Renewal implements Work {
    private final Library library;
    private final Indexing indexing;
    private final Consumer<String> log;
    private final AbortController never = AbortController.create();
    private boolean running;

    Renewal(Library library, Indexing indexing, Consumer<String> log) {
        this.library = library;
        this.indexing = indexing;
        this.log = log;
    }

    /** Begins, unless there is nothing to do or it is under way. */
    void begin(Embedder embedder) {
        List<Library.Kept> outdated = library.ofOtherModels();
        if (running || outdated.isEmpty()) {
            return;
        }
        running = true;
        log.accept(outdated.size() + " documents were indexed with another model; they are embedded anew with "
                + embedder.model());
        new Thread(() -> renew(outdated, embedder)).start();
    }

    private void renew(List<Library.Kept> outdated, Embedder embedder) {
        try {
            for (Library.Kept document : outdated) {
                indexing.embedAnew(document, embedder, this);
            }
            log.accept("all documents are embedded with " + embedder.model());
        } catch (NearsideException e) {
            log.accept("documents are not embedded anew: " + e.getMessage());
        } finally {
            running = false;
        }
    }

    @Override
    public void check() {
        // Nobody waits for it, so nobody cancels it; it ends with the engine.
    }

    @Override
    public AbortSignal signal() {
        return never.getSignal();
    }

    @Override
    public StepProgress step(String step) {
        return (done, total) -> {};
    }
}
