package dev.nearside.server;

import dev.nearside.error.NearsideException;

/** The address to listen on cannot be had: taken, not of this machine, or not permitted. */
public final class CannotListen extends NearsideException {
    private static final long serialVersionUID = 1L;

    CannotListen(String message, Throwable cause) {
        super("cannot_listen", message, cause);
    }
}
