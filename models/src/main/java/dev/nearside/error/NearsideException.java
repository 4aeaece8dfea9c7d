package dev.nearside.error;

import org.jspecify.annotations.Nullable;

/**
 * Root of every error that Nearside raises on purpose. The message says what was wrong and what to do about it; the
 * {@link #code()} is stable and travels to JavaScript ({@code error.code}) and into the HTTP API's error envelope.
 */
public abstract class NearsideException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String code;

    protected NearsideException(String code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /** A stable identifier in lower_snake_case, for example {@code model_not_found}. */
    public final String code() {
        return code;
    }
}
