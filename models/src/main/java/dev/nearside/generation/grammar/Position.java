package dev.nearside.generation.grammar;

import java.util.List;

/** A place in a text that is being written, and what may follow. Immutable; equal where the same may follow. */
interface Position {

    /** Adds the places that a byte leads to; none if it may not stand here. */
    void next(int unsignedByte, List<Position> out);

    /** Whether the text may end here. */
    default boolean mayEnd() {
        return false;
    }

    /** A short text that ends well from here. */
    String closing();
}
