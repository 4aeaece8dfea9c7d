package dev.nearside.retrieval;

import java.util.Objects;

/**
 * A piece of a document that its author set apart: a paragraph, a heading, a row.
 *
 * @param start the first character, as an offset in UTF-16 units into the document's text
 * @param end after the last character; more than {@code start}
 */
public record Block(int start, int end, Kind kind) {

    public Block {
        if (start < 0 || end <= start) {
            throw new IllegalArgumentException("a block from " + start + " to " + end);
        }
        Objects.requireNonNull(kind, "kind");
    }

    /** What a block is; it decides where it may be cut if it is too long for one chunk. */
    public enum Kind {
        /** Cut between sentences. */
        PARAGRAPH,
        /** Cut between sentences; kept with what follows. */
        HEADING,
        /** Cut between sentences. */
        LIST_ITEM,
        /** Cut between lines. */
        CODE,
        /** Cut between lines. */
        ROW
    }
}
