package dev.nearside.server.upstream.sse;

import java.io.IOException;

/** A line, an event or a whole stream is longer than its bound. The message says which, and the bound. */
public final class EventTooLong extends IOException {
    private static final long serialVersionUID = 1L;

    EventTooLong(String what, long bound) {
        super(what + " is longer than " + bound + " bytes");
    }
}
