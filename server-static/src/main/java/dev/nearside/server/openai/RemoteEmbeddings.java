package dev.nearside.server.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nearside.server.chat.RequestFacts;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Embeddings of other servers' models. Thread-safe. */
public interface RemoteEmbeddings {
    /** There are none. */
    RemoteEmbeddings NONE = new RemoteEmbeddings() {
        @Override
        public boolean has(String model) {
            return false;
        }

        @Override
        public Answer embed(ObjectNode body, RequestFacts facts, BooleanSupplier cancelled) {
            throw new IllegalStateException("no other server embeds");
        }
    };

    /**
     * Embeddings, and who made them.
     *
     * @param headers of the answer
     * @param body OpenAI's list of embeddings
     */
    record Answer(Map<String, String> headers, ObjectNode body) {}

    /** Whether the model is another server's, for example {@code openai/text-embedding-3-small}. */
    boolean has(String model);

    /**
     * Has texts embedded; blocks until it is done.
     *
     * @param body OpenAI's request as the client sent it
     * @param cancelled asked some times a second
     * @throws dev.nearside.server.chat.BackendFailure if that is not allowed, or fails
     */
    Answer embed(ObjectNode body, RequestFacts facts, BooleanSupplier cancelled);
}
