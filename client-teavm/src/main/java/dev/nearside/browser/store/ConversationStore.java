package dev.nearside.browser.store;

import dev.nearside.browser.js.JsFailure;
import dev.nearside.browser.js.JsObjects;
import dev.nearside.browser.js.Promises;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArrayReader;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.core.JSString;

/** Conversations, kept by the browser (IndexedDB) for this origin and shared by its tabs. */
public final class ConversationStore implements ConversationShelf {
    private static final String NAME = "nearside-chat";
    private final Runnable changed;
    private @Nullable ConversationDatabase database;

    /** @param changed told when another tab has changed something; must not block */
    public ConversationStore(Runnable changed) {
        this.changed = changed;
    }

    @Override
    public List<Kept> all() {
        JSArrayReader<JSObject> found = await(ConversationDatabase::all);
        List<Kept> all = new ArrayList<>();
        for (int i = 0; found != null && i < found.getLength(); i++) {
            JSObject record = found.get(i);
            all.add(new Kept(
                    String.valueOf(JsObjects.text(record, "id")),
                    (int) JsObjects.number(record, "revision", 1),
                    String.valueOf(JsObjects.text(record, "json"))));
        }
        return all;
    }

    @Override
    public Outcome keep(Kept conversation) {
        JSString outcome = await(open -> open.keep(conversation.id(), conversation.revision(), conversation.json()));
        String said = outcome == null ? "" : outcome.stringValue();
        return switch (said) {
            case "kept" -> Outcome.KEPT;
            case "gone" -> Outcome.GONE;
            default -> Outcome.CHANGED_ELSEWHERE;
        };
    }

    @Override
    public void restore(Kept conversation) {
        join(open -> open.restore(conversation.id(), conversation.revision(), conversation.json()));
    }

    @Override
    public void remove(String id) {
        join(open -> open.remove(id));
    }

    @Override
    public void clear() {
        join(ConversationDatabase::clear);
    }

    private void join(Function<ConversationDatabase, JSPromise<JSObject>> call) {
        JSObject nothing = await(call);
        if (nothing != null) {
            throw new IllegalStateException("a change of the database answered");
        }
    }

    private <T extends JSObject> @Nullable T await(Function<ConversationDatabase, JSPromise<T>> call) {
        try {
            if (database == null) {
                database = Promises.awaitValue(ConversationDatabase.open(NAME, changed::run));
            }
            return Promises.await(call.apply(database));
        } catch (JsFailure e) {
            if (e.name().equals("QuotaExceededError")) {
                throw new StorageFailed(
                        "the browser's storage for this page is full; delete conversations or files, or make room on the disk",
                        e);
            }
            // A connection that the browser closed stays closed; the next call opens another.
            database = null;
            throw new StorageFailed("the browser does not keep data for this page (" + e.getMessage() + ")", e);
        }
    }
}
