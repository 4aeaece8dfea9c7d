package dev.nearside.retrieval;

/** What a search ranks by. */
public enum SearchMode {
    /** BM25 over the words alone. */
    WORDS,
    /** The similarity of vectors alone. */
    VECTORS,
    /** Both, by reciprocal ranks. */
    FUSED
}
