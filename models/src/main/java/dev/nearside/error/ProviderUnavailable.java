package dev.nearside.error;

import org.jspecify.annotations.Nullable;

/** The execution provider that was asked for does not exist here or failed its self-test. */
public final class ProviderUnavailable extends NearsideException {
    private static final long serialVersionUID = 1L;

    public ProviderUnavailable(String message) {
        this(message, null);
    }

    public ProviderUnavailable(String message, @Nullable Throwable cause) {
        super("provider_unavailable", message, cause);
    }
}
