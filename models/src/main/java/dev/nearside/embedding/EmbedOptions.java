package dev.nearside.embedding;

import java.util.function.BooleanSupplier;

/**
 * How texts are embedded.
 *
 * @param overflow what is done with texts that are too long
 * @param progress hears how far the work is
 * @param cancelled asked before each batch; once it is true the work ends with {@link dev.nearside.error.Cancelled}
 */
public record EmbedOptions(Overflow overflow, EmbeddingProgress progress, BooleanSupplier cancelled) {
    /** Texts that are too long lose their end; nobody listens, nobody cancels. */
    public static final EmbedOptions TRUNCATING = of(Overflow.TRUNCATE);

    /** Nobody listens, nobody cancels. */
    public static EmbedOptions of(Overflow overflow) {
        return new EmbedOptions(overflow, EmbeddingProgress.NONE, () -> false);
    }
}
