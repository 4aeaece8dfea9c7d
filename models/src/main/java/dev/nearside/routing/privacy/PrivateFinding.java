package dev.nearside.routing.privacy;

import dev.nearside.json.JsonObject;

/**
 * Something private in a conversation: what and where, and never the thing itself, so that it may be logged and shown.
 *
 * @param kind what it is
 * @param message in which message, from 0
 * @param at where in it, in UTF-16 characters from 0; −1 for words
 */
public record PrivateFinding(PrivateKind kind, int message, int at) {

    /** For example {@code an e-mail address in message 2}, counted from 1. */
    public String describe() {
        return kind.words() + " in message " + (message + 1);
    }

    /** {@code {"kind":"email","message":1,"at":14}}. */
    public JsonObject toJson() {
        return JsonObject.builder()
                .put("kind", kind.label())
                .put("message", message)
                .put("at", at)
                .build();
    }
}
