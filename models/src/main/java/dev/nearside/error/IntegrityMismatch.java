package dev.nearside.error;

import org.jspecify.annotations.Nullable;

/** A file's length or SHA-256 is not what its manifest says; it is not used. */
public final class IntegrityMismatch extends NearsideException {
    private static final long serialVersionUID = 1L;

    public IntegrityMismatch(String message) {
        this(message, null);
    }

    public IntegrityMismatch(String message, @Nullable Throwable cause) {
        super("integrity_mismatch", message, cause);
    }
}
