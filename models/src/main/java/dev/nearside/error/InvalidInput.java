package dev.nearside.error;

import org.jspecify.annotations.Nullable;

/** What the caller passed cannot be used: a broken picture, a wrong tensor, a malformed file. */
public final class InvalidInput extends NearsideException {
    private static final long serialVersionUID = 1L;

    public InvalidInput(String message) {
        this(message, null);
    }

    public InvalidInput(String message, @Nullable Throwable cause) {
        super("invalid_input", message, cause);
    }
}
