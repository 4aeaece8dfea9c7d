package dev.nearside.browser.store;

import java.util.List;

/** Where conversations are kept for all tabs of this origin. Every change is whole or not at all. */
public interface ConversationShelf {

    /** What became of a conversation that was to be kept. */
    enum Outcome {
        KEPT,
        /** Another tab has kept a newer one under its id; nothing was changed. */
        CHANGED_ELSEWHERE,
        /** It was there, and another tab has taken it out; nothing was changed. */
        GONE
    }

    /**
     * A conversation as it is kept.
     *
     * @param revision 1 for the first that is kept under the id, one more with each change
     * @param json what it holds
     */
    record Kept(String id, int revision, String json) {}

    /**
     * All conversations, in any order.
     *
     * @throws StorageFailed if the browser keeps nothing
     */
    List<Kept> all();

    /**
     * Keeps a conversation, if what is there is the revision before it, or nothing and it is the first one.
     *
     * @throws StorageFailed if there is no room for it; what was kept before is still there
     */
    Outcome keep(Kept conversation);

    /** Keeps a conversation whatever is there. */
    void restore(Kept conversation);

    /** Takes one out; without effect if it is not there. */
    void remove(String id);

    /** Takes everything out. */
    void clear();
}
