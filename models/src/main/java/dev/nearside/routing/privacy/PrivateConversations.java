package dev.nearside.routing.privacy;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Which conversations were private once, and so stay it though a client sends only their last turns. Holds ids, no texts.
 * Thread-safe. Beyond the capacity the one that was longest not asked for is forgotten: what its messages still
 * hold is then found anew, what they no longer hold is not sent.
 */
public final class PrivateConversations {
    private final int capacity;
    private final Set<String> ids = new LinkedHashSet<>();

    /**
     * Remembers so many.
     *
     * @throws IllegalArgumentException if that is less than 1
     */
    public PrivateConversations(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("the capacity must be 1 or more, not " + capacity);
        }
        this.capacity = capacity;
    }

    /** Whether the conversation of that id was private before. */
    public synchronized boolean contains(String id) {
        if (!ids.remove(id)) {
            return false;
        }
        ids.add(id);
        return true;
    }

    /** The conversation of that id is private from now on. */
    public synchronized void add(String id) {
        ids.remove(id);
        ids.add(id);
        if (ids.size() > capacity) {
            Iterator<String> oldest = ids.iterator();
            oldest.next();
            oldest.remove();
        }
    }
}
