package dev.nearside.browser.page.chat;

import dev.nearside.browser.dom.LatestOnly;
import dev.nearside.browser.store.StorageFailed;
import java.util.Optional;

/** A conversation that is open, and kept as it goes on. */
final class Talk {
    private final ConversationBook book;
    private final Listener listener;
    private final LatestOnly saver = new LatestOnly(this::save);
    private Conversation conversation;
    private Conversation kept;
    private boolean gone;

    /** Hears what becomes of it in the store. */
    interface Listener {
        /** It is kept. */
        void kept(Conversation conversation);

        /** Another tab deleted it; from now on it is not kept, unless somebody goes on with it. */
        void gone();

        void notKept(String reason);
    }

    Talk(ConversationBook book, Conversation conversation, Listener listener) {
        this.book = book;
        this.conversation = conversation;
        kept = conversation;
        this.listener = listener;
    }

    Conversation now() {
        return conversation;
    }

    /** Whether all of it is kept. */
    boolean isSettled() {
        return kept.messages().equals(conversation.messages());
    }

    /** It goes on by something that a person said: that is always kept. */
    void goOn(Conversation next) {
        conversation = gone ? book.again(next) : next;
        gone = false;
        saver.ask();
    }

    /** It is now this; kept when {@link #keep} is called. */
    void change(Conversation next) {
        conversation = next;
    }

    /** Has it kept as it is now. */
    void keep() {
        saver.ask();
    }

    private void save() {
        Conversation saved = conversation;
        if (gone || (saved.isEmpty() && saved.revision() == 0)) {
            return;
        }
        try {
            Optional<Conversation> now = book.keep(saved);
            gone = now.isEmpty();
            if (now.isEmpty()) {
                listener.gone();
                return;
            }
            kept = now.get();
            // What was said while it was being kept is kept by the next turn.
            conversation = new Conversation(
                    kept.id(),
                    kept.revision(),
                    kept.title(),
                    kept.changedAt(),
                    conversation.privacy(),
                    conversation.messages());
            listener.kept(conversation);
        } catch (StorageFailed e) {
            listener.notKept(String.valueOf(e.getMessage()));
        }
    }
}
