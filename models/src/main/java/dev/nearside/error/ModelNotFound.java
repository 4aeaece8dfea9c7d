package dev.nearside.error;

import org.jspecify.annotations.Nullable;

/** No model of that id is known, or one of its files is missing. */
public final class ModelNotFound extends NearsideException {
    private static final long serialVersionUID = 1L;

    public ModelNotFound(String message) {
        this(message, null);
    }

    public ModelNotFound(String message, @Nullable Throwable cause) {
        super("model_not_found", message, cause);
    }
}
