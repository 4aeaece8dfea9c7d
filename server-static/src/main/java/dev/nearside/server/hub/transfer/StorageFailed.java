package dev.nearside.server.hub.transfer;

import dev.nearside.error.NearsideException;

/** The disk failed, or forbids what is needed. */
public final class StorageFailed extends NearsideException {
    private static final long serialVersionUID = 1L;

    public StorageFailed(String message, Throwable cause) {
        super("storage_failed", message, cause);
    }
}
