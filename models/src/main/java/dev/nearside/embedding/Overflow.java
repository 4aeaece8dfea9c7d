package dev.nearside.embedding;

/** What is done with a text of more tokens than the model takes. */
public enum Overflow {
    /** Its end is dropped, as sentence-transformers does. */
    TRUNCATE,
    /**
     * It is cut between words into pieces of about one size, and the vector is the mean of theirs, weighted by their
     * tokens and normalised again.
     */
    SPLIT,
    /** {@link dev.nearside.error.ContextLengthExceeded} is thrown, and nothing is embedded. */
    REFUSE
}
