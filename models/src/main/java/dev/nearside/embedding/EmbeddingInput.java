package dev.nearside.embedding;

import dev.nearside.error.InvalidInput;
import java.util.Arrays;

/** What one vector is made of: a text, or the tokens of one. Immutable. */
public sealed interface EmbeddingInput {

    /** A text; the model's tokenizer reads it. */
    static EmbeddingInput ofText(String text) {
        return new Text(text);
    }

    /**
     * Tokens of the model's own vocabulary. The special tokens around a text, for example {@code [CLS]} and
     * {@code [SEP]}, may be there or not.
     *
     * @throws InvalidInput if an id is negative
     */
    static EmbeddingInput ofTokens(int[] ids) {
        return new Tokens(ids);
    }

    /** A text. */
    record Text(String text) implements EmbeddingInput {}

    /** Tokens. */
    final class Tokens implements EmbeddingInput {
        private final int[] ids;

        private Tokens(int[] ids) {
            for (int id : ids) {
                if (id < 0) {
                    throw new InvalidInput("a token cannot be " + id);
                }
            }
            this.ids = Arrays.copyOf(ids, ids.length);
        }

        /** The ids in an array of the caller's own. */
        public int[] copyIds() {
            return Arrays.copyOf(ids, ids.length);
        }
    }
}
