package dev.nearside.error;

import org.jspecify.annotations.Nullable;

/** The caller asked for the work to stop. */
public final class Cancelled extends NearsideException {
    private static final long serialVersionUID = 1L;

    public Cancelled(String message) {
        this(message, null);
    }

    public Cancelled(String message, @Nullable Throwable cause) {
        super("cancelled", message, cause);
    }
}
