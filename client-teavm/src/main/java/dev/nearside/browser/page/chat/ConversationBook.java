package dev.nearside.browser.page.chat;

import dev.nearside.browser.store.ConversationShelf;
import dev.nearside.browser.store.ConversationShelf.Kept;
import dev.nearside.error.InvalidInput;
import dev.nearside.json.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/** The conversations of this browser. What another tab has said in one of them is never overwritten. Calls block. */
final class ConversationBook {
    private final ConversationShelf shelf;
    private final Supplier<String> ids;
    private final DoubleSupplier clock;

    /**
     * A book over a shelf.
     *
     * @param ids gives ids that no other conversation has
     * @param clock milliseconds since 1970
     */
    ConversationBook(ConversationShelf shelf, Supplier<String> ids, DoubleSupplier clock) {
        this.shelf = shelf;
        this.ids = ids;
        this.clock = clock;
    }

    /** One in which nothing has been said; it is not kept before something is. */
    Conversation fresh() {
        return Conversation.empty(ids.get());
    }

    /** All conversations, the one that was changed last first. One that this version cannot read is left alone. */
    List<Conversation> all() {
        List<Conversation> all = new ArrayList<>();
        for (Kept kept : shelf.all()) {
            try {
                all.add(Conversation.read(kept.id(), kept.revision(), kept.json()));
            } catch (InvalidInput e) {
                all.add(Conversation.empty(kept.id()).titled("(not readable: " + e.getMessage() + ")"));
            }
        }
        all.sort(Comparator.comparingDouble(Conversation::changedAt).reversed());
        return all;
    }

    /**
     * Keeps a conversation.
     *
     * @return it as it is kept now, under another id if another tab went on with it meanwhile; nothing if it was deleted
     *     there: it is not kept then, as whoever deletes does not want it back
     */
    Optional<Conversation> keep(Conversation conversation) {
        Conversation next = conversation.next(clock.getAsDouble());
        return switch (shelf.keep(kept(next))) {
            case KEPT -> Optional.of(next);
            case CHANGED_ELSEWHERE -> keep(conversation.as(ids.get(), conversation.title() + " (2)"));
            case GONE -> Optional.empty();
        };
    }

    /** The same under an id of its own, as it was deleted elsewhere and somebody goes on with it here. */
    Conversation again(Conversation conversation) {
        return conversation.as(ids.get(), conversation.title());
    }

    /** Keeps it as it was, whatever is there. */
    void restore(Conversation conversation) {
        shelf.restore(kept(conversation));
    }

    void remove(Conversation conversation) {
        shelf.remove(conversation.id());
    }

    void clear() {
        shelf.clear();
    }

    private static Kept kept(Conversation conversation) {
        return new Kept(conversation.id(), conversation.revision(), Json.write(conversation.toJson()));
    }
}
