package dev.nearside.server.chat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * Where an answer goes: the client's end of a request. Thread-safe; what one thread sends comes in its order, and each piece is
 * on its way when the call returns.
 *
 * <p>A streamed answer is {@link #chunk} after {@link #chunk}; the end ({@code [DONE]}) is written when
 * {@link ChatDispatch#dispatch} returns, an error if it throws. A whole answer is one {@link #completion}.
 */
public interface ChatSink {

    /**
     * Headers of the answer, for example who gives it. Without effect once the answer has begun, which a heartbeat does too.
     *
     * @param headers ASCII, each on one line
     */
    void headers(Map<String, String> headers);

    /**
     * Tells the client of a stream that somebody is there. To be called a few times a second by whoever makes it wait; the
     * sink decides when a comment is due. Does not count as content.
     */
    void heartbeat();

    /**
     * Sends one event of a stream: a {@code chat.completion.chunk}, or one of the events beside them that its client asked
     * for. Does nothing if the client has left.
     *
     * @throws IllegalStateException if the answer is wanted whole
     */
    void chunk(ObjectNode chunk);

    /**
     * Sends the whole answer, a {@code chat.completion}, once.
     *
     * @throws IllegalStateException if the answer is wanted as a stream, or was sent
     */
    void completion(ObjectNode whole);

    /**
     * Whether nobody waits for it any more: the client closed its connection, the deadline passed, or the server stops.
     * Takes microseconds; to be asked before each token.
     */
    boolean isCancelled();

    /**
     * Whether the client got content already, so that nobody else may answer. The role, comments and events without choices are none.
     */
    boolean contentSent();

    /** Milliseconds until the deadline of this request, 0 or more. */
    long remainingMillis();
}
