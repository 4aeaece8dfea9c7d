package dev.nearside.server.upstream;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Takes a streamed answer. Everything is called on the thread that called {@link Upstreams#chat}. */
public interface UpstreamListener {

    /**
     * Takes a checked {@code chat.completion.chunk} as it comes, with {@code NAME/MODEL} for its model and one id for all. The
     * first has content, or is the role that came just before it: until then nothing of the answer is handed on. Chunks
     * without choices come only with a usage that was asked for.
     *
     * <p>What it throws ends the call: the connection is closed, and the exception goes to the caller.
     */
    void onChunk(ObjectNode chunk);

    /** The upstream is waited for: called some times a second meanwhile. Neither content nor a sign of life of it. */
    default void onHeartbeat() {}

    /** Whether the answer is not wanted any more; asked some times a second, and once for each event. */
    boolean isCancelled();
}
