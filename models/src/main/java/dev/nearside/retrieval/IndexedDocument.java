package dev.nearside.retrieval;

import java.util.List;
import java.util.Objects;

/**
 * A document with all that a search needs of it.
 *
 * @param id what it is known by in the index, as the caller chooses it
 * @param vectors one for each chunk, in their order, or {@link ChunkVectors#none}
 */
public record IndexedDocument(
        String id, Document document, List<Chunk> chunks, ChunkVectors vectors, Provenance provenance) {

    public IndexedDocument {
        Objects.requireNonNull(document, "document");
        Objects.requireNonNull(provenance, "provenance");
        chunks = List.copyOf(chunks);
        if (id.isEmpty()) {
            throw new IllegalArgumentException("a document needs an id");
        }
        if (vectors.count() != chunks.size() && vectors.count() != 0) {
            throw new IllegalArgumentException(vectors.count() + " vectors for " + chunks.size() + " chunks");
        }
        int last = 0;
        for (Chunk chunk : chunks) {
            if (chunk.start() < last || chunk.end() > document.text().length()) {
                throw new IllegalArgumentException("a chunk from " + chunk.start() + " to " + chunk.end()
                        + " after one from " + last + " in a text of "
                        + document.text().length() + " characters");
            }
            last = chunk.start();
        }
    }
}
