package dev.nearside.server.gguf;

/** Hears how far a conversion is; what it throws, such as {@code Cancelled}, ends it and leaves nothing behind. */
@FunctionalInterface
public interface ConversionProgress {
    /** Hears nothing. */
    ConversionProgress NONE = (done, total) -> {};

    /**
     * Called now and then, on the thread that converts.
     *
     * @param done bytes written so far
     * @param total bytes to write in all, nearly
     */
    void at(long done, long total);
}
