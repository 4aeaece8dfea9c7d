package dev.nearside.error;

import org.jspecify.annotations.Nullable;

/** The server that brought the page does not answer; what is loaded already goes on working. */
public final class ServerUnreachable extends NearsideException {
    private static final long serialVersionUID = 1L;

    public ServerUnreachable(String message, @Nullable Throwable cause) {
        super("server_unreachable", message, cause);
    }
}
