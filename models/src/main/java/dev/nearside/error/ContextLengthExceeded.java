package dev.nearside.error;

/** A text has more tokens than the model takes, and the caller wants it neither cut nor split. */
public final class ContextLengthExceeded extends NearsideException {
    private static final long serialVersionUID = 1L;

    public ContextLengthExceeded(String message) {
        super("context_length_exceeded", message, null);
    }
}
