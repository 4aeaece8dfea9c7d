package dev.nearside.browser.store;

import dev.nearside.error.NearsideException;
import org.jspecify.annotations.Nullable;

/** The browser does not keep what it was given: its storage is full, switched off or broken. Nothing was changed. */
public final class StorageFailed extends NearsideException {
    private static final long serialVersionUID = 1L;

    public StorageFailed(String message, @Nullable Throwable cause) {
        super("storage_failed", message, cause);
    }
}
