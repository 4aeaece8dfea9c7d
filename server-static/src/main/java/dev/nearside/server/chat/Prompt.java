package dev.nearside.server.chat;

import dev.nearside.generation.LocalChat;
import java.util.List;

/** What a legacy completion goes on with. */
public sealed interface Prompt {

    /** The tokens that the model reads. */
    int[] encode(LocalChat chat);

    /** A text, read with the special tokens that the model expects around one. */
    record Text(String text) implements Prompt {
        @Override
        public int[] encode(LocalChat chat) {
            return chat.encodeText(text);
        }
    }

    /** Tokens of the model's own vocabulary. */
    record Tokens(List<Integer> ids) implements Prompt {
        public Tokens {
            ids = List.copyOf(ids);
        }

        @Override
        public int[] encode(LocalChat chat) {
            return ids.stream().mapToInt(id -> id).toArray();
        }
    }
}
