package dev.nearside.error;

/** A model does not fit into what this device can give it; nothing of it was fetched. */
public final class NotEnoughMemory extends NearsideException {
    private static final long serialVersionUID = 1L;

    public NotEnoughMemory(String message) {
        super("not_enough_memory", message, null);
    }
}
