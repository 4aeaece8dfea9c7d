package dev.nearside.server.chat;

/** Who answers chats: the models of this machine, or an upstream. Thread-safe. */
public interface ChatService {

    /**
     * Answers; blocks until all is sent. Streams in chunks of OpenAI's shape, the role first, a chunk with the finish
     * reason, and one with the usage and no choices only if the call asks for it; or sends the whole. Legacy completions have
     * their own shape.
     *
     * @param model the model's id there, whatever the call names
     * @throws BackendFailure if it cannot, or cannot go on; {@link BackendFailure#failure()} says whether content was sent, and is
     *     of the kind {@code CANCELLED} if the sink was
     */
    void answer(TextCall call, String model, ChatSink sink);
}
