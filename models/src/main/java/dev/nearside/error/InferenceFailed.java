package dev.nearside.error;

import org.jspecify.annotations.Nullable;

/** The runtime could not create a session or finish a run. */
public final class InferenceFailed extends NearsideException {
    private static final long serialVersionUID = 1L;

    public InferenceFailed(String message) {
        this(message, null);
    }

    public InferenceFailed(String message, @Nullable Throwable cause) {
        super("inference_failed", message, cause);
    }
}
