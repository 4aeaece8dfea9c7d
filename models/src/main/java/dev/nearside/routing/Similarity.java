package dev.nearside.routing;

import org.jspecify.annotations.Nullable;

/**
 * How alike a text and the example of a task are that is most like it.
 *
 * @param cosine of their embeddings, −1 to 1; −1 if it is not known
 * @param problem why it is not known, half a sentence; null if it is
 */
public record Similarity(double cosine, @Nullable String problem) {

    /** It was compared. */
    public static Similarity of(double cosine) {
        return new Similarity(cosine, null);
    }

    /** It was not compared, and is like nothing. */
    public static Similarity unknown(String problem) {
        return new Similarity(-1, problem);
    }
}
