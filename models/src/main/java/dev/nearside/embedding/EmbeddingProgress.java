package dev.nearside.embedding;

/** Hears how far the work is. */
@FunctionalInterface
public interface EmbeddingProgress {
    /** Hears nothing. */
    EmbeddingProgress NONE = (done, total) -> {};

    /**
     * Called after each batch, on the thread that embeds.
     *
     * @param done tokens embedded so far
     * @param total tokens in all
     */
    void at(long done, long total);
}
