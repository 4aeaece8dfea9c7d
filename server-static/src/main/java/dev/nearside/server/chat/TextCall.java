package dev.nearside.server.chat;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A request for an answer in words. */
public sealed interface TextCall permits ChatCall, CompletionCall {

    /** What the client sent; whoever wants to change it takes a {@code deepCopy} first. */
    ObjectNode body();

    /** The same as a chat, as those who route it look at it. */
    ChatCall asChat();

    /** Whether the answer is wanted piece by piece. */
    default boolean stream() {
        return asChat().request().stream();
    }
}
