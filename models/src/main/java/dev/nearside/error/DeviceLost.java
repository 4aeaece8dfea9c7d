package dev.nearside.error;

import org.jspecify.annotations.Nullable;

/** The GPU device went away; sessions on it are gone, and another provider may go on. */
public final class DeviceLost extends NearsideException {
    private static final long serialVersionUID = 1L;

    public DeviceLost(String message) {
        this(message, null);
    }

    public DeviceLost(String message, @Nullable Throwable cause) {
        super("device_lost", message, cause);
    }
}
