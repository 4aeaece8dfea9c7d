package dev.nearside.retrieval;

import java.util.Objects;

/**
 * Where an indexed document came from.
 *
 * @param bytes the length of its file
 * @param addedAt when it was indexed, in milliseconds since 1970-01-01 UTC
 * @param model the model that made its vectors; vectors of different models must not share an index
 */
public record Provenance(long bytes, long addedAt, String model) {

    public Provenance {
        if (bytes < 0) {
            throw new IllegalArgumentException("a file of " + bytes + " bytes");
        }
        Objects.requireNonNull(model, "model");
    }
}
