package dev.nearside.browser.search;

import dev.nearside.browser.js.ByteTransfer;
import dev.nearside.browser.store.DocumentStore;
import dev.nearside.error.NearsideException;
import dev.nearside.retrieval.ChunkVectors;
import dev.nearside.retrieval.Document;
import dev.nearside.retrieval.IndexedDocument;
import dev.nearside.retrieval.IndexedDocumentFormat;
import dev.nearside.retrieval.Provenance;
import dev.nearside.retrieval.SearchIndex;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSObject;

/**
 * The documents: in the browser's storage, which all tabs share, and in memory, where they are searched. What is in
 * memory is brought in step before it is used. While one call waits for the storage another may go on: memory changes in
 * one piece after each wait, and what a call found outdated is found again by the next {@link #refresh}.
 */
final class Library {
    private final DocumentStore store;
    private final ByteTransfer transfer;
    private final String model;
    private final Consumer<String> log;
    private final SearchIndex index;
    private final int dimensions;
    private final Map<String, Kept> documents = new LinkedHashMap<>();
    private double version = -1;

    /** A document in memory; its text and chunks are those of the index. */
    record Kept(StoredDocument stored, Document document, int chunks, Provenance provenance) {}

    /**
     * @param model the model of the vectors
     * @param dimensions of its vectors
     */
    Library(DocumentStore store, ByteTransfer transfer, String model, int dimensions, Consumer<String> log) {
        this.store = store;
        this.transfer = transfer;
        this.model = model;
        this.dimensions = dimensions;
        this.log = log;
        this.index = new SearchIndex(dimensions);
    }

    SearchIndex index() {
        return index;
    }

    /** Takes over what changed in the storage, by this tab or another. */
    void refresh() {
        double current = store.version();
        if (current == version) {
            return;
        }
        List<String> ids = store.ids();
        Set<String> gone = new HashSet<>(documents.keySet());
        ids.forEach(gone::remove);
        gone.forEach(this::forget);
        for (String id : ids) {
            if (!documents.containsKey(id)) {
                store.read(id).ifPresent(this::takeOver);
            }
        }
        version = current;
    }

    private void takeOver(JSObject stored) {
        StoredDocument document = StoredDocument.ofJs(stored);
        try {
            boolean ignored = keep(document, StoredDocument.read(stored, transfer));
        } catch (NearsideException e) {
            log.accept(document.name() + " was indexed, but what the browser kept of it cannot be read ("
                    + e.getMessage() + "); add it again");
        }
    }

    private IndexedDocument withoutVectors(IndexedDocument indexed) {
        return new IndexedDocument(
                indexed.id(),
                indexed.document(),
                indexed.chunks(),
                ChunkVectors.none(dimensions),
                indexed.provenance());
    }

    /** Makes it searchable, in place of the one of its name; false if there was none. */
    private boolean keep(StoredDocument stored, IndexedDocument indexed) {
        int before = documents.size();
        for (Kept other : List.copyOf(documents.values())) {
            if (other.stored().name().equals(stored.name())) {
                forget(other.stored().id());
            }
        }
        boolean replaced = documents.size() < before;
        boolean fits = stored.model().equals(model) && indexed.vectors().dimensions() == dimensions;
        index.add(fits ? indexed : withoutVectors(indexed));
        documents.put(
                stored.id(),
                new Kept(stored, indexed.document(), indexed.chunks().size(), indexed.provenance()));
        return replaced;
    }

    private void forget(String id) {
        if (documents.remove(id) != null && !index.remove(id)) {
            throw new IllegalStateException("document " + id + " was not in the index");
        }
    }

    /** A document by its id. */
    @Nullable
    Kept find(String id) {
        return documents.get(id);
    }

    /** Stores a document and then makes it searchable, in place of the one of its name; false if there was none. */
    boolean put(StoredDocument document, IndexedDocument indexed) {
        store.replace(document.toJs(transfer.send(IndexedDocumentFormat.write(indexed))));
        return keep(document, indexed);
    }

    /** Forgets a document; false if it is not there. */
    boolean remove(String id) {
        boolean known = documents.containsKey(id);
        store.remove(id);
        forget(id);
        return known;
    }

    /** Forgets all. */
    void clear() {
        store.clear();
        documents.clear();
        index.clear();
    }

    /** Documents whose vectors another model made: they are found by their words until they are embedded anew. */
    List<Kept> ofOtherModels() {
        List<Kept> found = new ArrayList<>();
        for (Kept document : documents.values()) {
            if (!document.stored().model().equals(model)) {
                found.add(document);
            }
        }
        return found;
    }

    boolean isEmpty() {
        return documents.isEmpty();
    }

    /** All documents. */
    List<Kept> all() {
        return List.copyOf(documents.values());
    }

    /** What the browser keeps of a document; empty if another tab took it out. */
    Optional<JSObject> stored(String id) {
        return store.read(id);
    }

    /** The ids of all documents that are stored. */
    List<String> ids() {
        return store.ids();
    }

    DocumentStore store() {
        return store;
    }
}
