package dev.nearside.tokenizer;

import org.jspecify.annotations.Nullable;

/** Turns tokens back into text, step by step. Stateless: each text gets its own sinks. */
interface Decoder {

    /**
     * A sink that changes tokens and hands them on.
     *
     * @param eager whether characters are to come out as soon as they are whole, even if bytes that follow could show
     *     that all of them were meant to be replacement characters
     */
    TextSink before(TextSink next, boolean eager);

    /** The bytes that a token spells by this decoder's alphabet; null if it has none, or the token spells no bytes. */
    default byte @Nullable [] bytesOf(String token) {
        return null;
    }

    /** Whether what comes out is one token, in parts. */
    default boolean fuses() {
        return false;
    }
}
