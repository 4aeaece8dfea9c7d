package dev.nearside.server.openai;

import dev.nearside.server.chat.ChatSink;

/** The client's end of a request, and how it is closed. */
interface Answer extends ChatSink {

    /** All was sent that there is. */
    void end();

    /**
     * Tells the client of an error, if the answer has begun.
     *
     * @return whether it had; if not, the error can be an answer of its own
     */
    boolean fail(ApiError error);
}
