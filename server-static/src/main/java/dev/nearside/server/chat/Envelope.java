package dev.nearside.server.chat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nearside.chat.ChatDelta;
import dev.nearside.chat.ChatEnvelope;
import dev.nearside.chat.ChatResult;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The JSON around an answer: that of chats, or that of legacy completions. */
interface Envelope {

    /** The event before the first piece of a choice, if there is one. */
    Optional<ObjectNode> opening(int choice);

    /** The event of a piece. */
    ObjectNode piece(ChatDelta delta);

    /** The event with the usage, and without choices. */
    ObjectNode closing(ChatResult result);

    /** The whole answer. */
    ObjectNode whole(ChatResult result);

    /** That of a chat with that model, now. */
    static Envelope ofChat(String model) {
        return new OfChat(new ChatEnvelope(newId("chatcmpl-"), Instant.now().getEpochSecond(), model));
    }

    /** An id that no other answer has. */
    static String newId(String prefix) {
        return prefix + UUID.randomUUID().toString().replace("-", "");
    }

    /** As {@link ChatEnvelope} has it. */
    record OfChat(ChatEnvelope envelope) implements Envelope {
        @Override
        public Optional<ObjectNode> opening(int choice) {
            return Optional.of(JsonNodes.of(envelope.opening(choice)));
        }

        @Override
        public ObjectNode piece(ChatDelta delta) {
            return JsonNodes.of(envelope.chunk(delta));
        }

        @Override
        public ObjectNode closing(ChatResult result) {
            return JsonNodes.of(envelope.closing(result));
        }

        @Override
        public ObjectNode whole(ChatResult result) {
            return JsonNodes.of(envelope.completion(result));
        }
    }
}
