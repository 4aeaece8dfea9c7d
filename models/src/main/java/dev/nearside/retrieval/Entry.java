package dev.nearside.retrieval;

import java.util.List;

/** A document in the index, and where its chunks are. */
final class Entry {
    final String id;
    final Document document;
    final List<Chunk> chunks;
    final Provenance provenance;
    final boolean hasVectors;
    /** The number of its first chunk; the others follow. Changes when removed documents make room. */
    int first;

    Entry(IndexedDocument indexed, int first) {
        this.id = indexed.id();
        this.document = indexed.document();
        this.chunks = indexed.chunks();
        this.provenance = indexed.provenance();
        this.hasVectors = indexed.vectors().count() > 0;
        this.first = first;
    }

    int end() {
        return first + chunks.size();
    }
}
