package dev.nearside.server.hub.transfer;

import dev.nearside.error.NearsideException;
import org.jspecify.annotations.Nullable;

/** A file or a listing could not be had. The message is one line that says why and what to do. */
public final class TransferFailed extends NearsideException {
    private static final long serialVersionUID = 1L;

    /** Why, for programs; {@link NearsideException#code()} is its name in lower case. */
    public enum Reason {
        /** The server does not answer at all: this machine is offline, or it is blocked. */
        UNREACHABLE,
        /** The connection broke again and again, or the server kept failing; what arrived is kept. */
        INTERRUPTED,
        /** A token is missing, or not good enough. */
        ACCESS_DENIED,
        /** There is no such repository, revision, file or package. */
        NOT_FOUND,
        /** There is no room for it. */
        DISK_FULL,
        /** What came is not what was announced. */
        WRONG_CONTENT
    }

    private final Reason reason;

    public TransferFailed(Reason reason, String message) {
        this(reason, message, null);
    }

    public TransferFailed(Reason reason, String message, @Nullable Throwable cause) {
        super(reason.name().toLowerCase(java.util.Locale.ROOT), message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
