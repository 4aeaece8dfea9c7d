package dev.nearside.retrieval;

import java.util.Objects;
import java.util.Set;

/**
 * How to search.
 *
 * @param limit the most passages, 1 to {@value #MAX_LIMIT}
 * @param documents the ids of the documents to search; empty for all
 */
public record SearchOptions(int limit, Set<String> documents, SearchMode mode) {
    /** More than anybody reads; a bound on the work of one search. */
    public static final int MAX_LIMIT = 1000;

    public SearchOptions {
        documents = Set.copyOf(documents);
        Objects.requireNonNull(mode, "mode");
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("a limit of " + limit + ", not 1 to " + MAX_LIMIT);
        }
    }

    /** All documents, by words and vectors. */
    public static SearchOptions of(int limit) {
        return new SearchOptions(limit, Set.of(), SearchMode.FUSED);
    }
}
