package dev.nearside.server.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nearside.server.chat.RequestFacts;
import java.util.Map;

/** Embeddings of other servers' models. Thread-safe. */
public interface RemoteEmbeddings {
    /** There are none. */
    RemoteEmbeddings NONE = new RemoteEmbeddings() {
        @Override
        public boolean has(String model) {
            return false;
        }

        @Override
        public ObjectNode embed(ObjectNode body, RequestFacts facts, Client client) {
            throw new IllegalStateException("no other server embeds");
        }
    };

    /** Who waits for them. */
    interface Client {
        /** Takes the headers of the answer, also of one that is an error: who was asked, and why. Before anything is asked. */
        void headers(Map<String, String> headers);

        /** Whether nobody waits any more; asked some times a second. */
        boolean isGone();
    }

    /** Whether the model is another server's, for example {@code openai/text-embedding-3-small}. */
    boolean has(String model);

    /**
     * Has texts embedded; blocks until it is done.
     *
     * @param body OpenAI's request as the client sent it
     * @return OpenAI's list of embeddings
     * @throws dev.nearside.server.chat.BackendFailure if that is not allowed, or fails
     */
    ObjectNode embed(ObjectNode body, RequestFacts facts, Client client);
}
