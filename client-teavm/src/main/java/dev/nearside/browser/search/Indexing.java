package dev.nearside.browser.search;

import dev.nearside.browser.js.ByteTransfer;
import dev.nearside.browser.js.HostMemory;
import dev.nearside.browser.js.JsObjects;
import dev.nearside.browser.rpc.Breath;
import dev.nearside.error.InvalidInput;
import dev.nearside.retrieval.Chunk;
import dev.nearside.retrieval.ChunkOptions;
import dev.nearside.retrieval.ChunkVectors;
import dev.nearside.retrieval.Chunker;
import dev.nearside.retrieval.Document;
import dev.nearside.retrieval.DocumentType;
import dev.nearside.retrieval.IndexedDocument;
import dev.nearside.retrieval.Provenance;
import dev.nearside.retrieval.reader.DocumentReaders;
import java.util.ArrayList;
import java.util.List;

/** Makes documents of files: reads, cuts and embeds them, and puts them into the library. */
final class Indexing {
    /** Chunks that are sorted by length before they are run in batches; a question waits for one batch only. */
    private static final int GROUP = 64;

    private final Library library;
    private final HostMemory memory;
    private final ByteTransfer transfer;
    private final PdfReader pdfs;

    Indexing(Library library, HostMemory memory) {
        this.library = library;
        this.memory = memory;
        this.transfer = new ByteTransfer(memory);
        this.pdfs = new PdfReader(memory);
    }

    /**
     * What became of a file.
     *
     * @param stored as it is kept; its name may be another than the file's, see {@link NamesOfCall}
     * @param unchanged whether it was there as it is
     * @param replaced whether another content of its name had to go
     */
    record Outcome(StoredDocument stored, boolean unchanged, boolean replaced, int chunks) {}

    /**
     * The call that a file comes with.
     *
     * @param job its name: what the same call added before it was asked again is not unchanged
     */
    record Batch(String job, Embedder embedder, NamesOfCall names) {}

    /**
     * Indexes a file, unless it is indexed as it is.
     *
     * @throws InvalidInput if nothing can be made of it
     * @throws dev.nearside.browser.store.StorageFailed if the browser does not keep it
     * @throws dev.nearside.error.Cancelled if the call was cancelled; then nothing is left of it
     */
    Outcome index(PickedFile given, Batch batch, Work work) {
        Embedder embedder = batch.embedder();
        PickedFile.Content content = given.read(memory, work);
        boolean twice = batch.names().had(given.name(), content.sha256());
        PickedFile file = given.withName(batch.names().unique(given.name(), content.sha256()));
        StoredDocument stored = StoredDocument.ofFile(file.name(), content.sha256(), embedder.model(), batch.job());
        library.refresh();
        Library.Kept known = library.find(stored.id());
        if (known != null) {
            boolean unchanged = twice || !known.stored().job().equals(batch.job());
            return new Outcome(stored, unchanged, false, known.chunks());
        }
        Document document = read(file, content, work);
        List<Chunk> chunks = chunk(document, embedder, work);
        if (chunks.isEmpty()) {
            throw new InvalidInput(file.name() + " has no text");
        }
        Provenance provenance =
                new Provenance((long) file.blob().getSize(), (long) JsObjects.wallClock(), embedder.model());
        ChunkVectors vectors = embed(document, chunks, embedder, work);
        work.step("storing").at(0, 1);
        boolean replaced = library.put(stored, new IndexedDocument(stored.id(), document, chunks, vectors, provenance));
        return new Outcome(stored, false, replaced, chunks.size());
    }

    private Document read(PickedFile file, PickedFile.Content content, Work work) {
        if (content.type() != DocumentType.PDF) {
            return DocumentReaders.read(file.name(), transfer.copy(content.bytes()));
        }
        return Document.ofPages(file.name(), pdfs.pages(file.name(), content.bytes(), work));
    }

    private static List<Chunk> chunk(Document document, Embedder embedder, Work work) {
        StepProgress progress = work.step("chunking");
        int total = document.text().length();
        Breath breath = new Breath(work::check);
        int[] done = new int[1];
        Chunker chunker = new Chunker(
                text -> {
                    breath.take();
                    done[0] = Math.min(total, done[0] + text.length());
                    progress.at(done[0], total);
                    return embedder.count(text);
                },
                ChunkOptions.MINILM);
        return chunker.chunk(document);
    }

    private static ChunkVectors embed(Document document, List<Chunk> chunks, Embedder embedder, Work work) {
        StepProgress progress = work.step("embedding");
        progress.at(0, chunks.size());
        Breath breath = new Breath(work::check);
        List<float[]> vectors = new ArrayList<>(chunks.size());
        for (int at = 0; at < chunks.size(); at += GROUP) {
            List<String> texts = new ArrayList<>();
            for (Chunk chunk : chunks.subList(at, Math.min(chunks.size(), at + GROUP))) {
                texts.add(chunk.embeddedText(document));
            }
            int before = at;
            vectors.addAll(embedder.embed(texts, (done, total) -> {
                breath.take();
                progress.at(before + (int) (done * texts.size() / total), chunks.size());
            }));
        }
        return ChunkVectors.of(embedder.dimensions(), vectors);
    }

    /** Embeds a document of the library with this model, and keeps it in place of what it was. */
    void embedAnew(Library.Kept old, Embedder embedder, Work work) {
        IndexedDocument before = library.index().find(old.stored().id()).orElse(null);
        if (before == null) {
            return;
        }
        StoredDocument stored = old.stored().withModel(embedder.model());
        Provenance provenance =
                new Provenance(before.provenance().bytes(), before.provenance().addedAt(), embedder.model());
        ChunkVectors vectors = embed(before.document(), before.chunks(), embedder, work);
        boolean ignored = library.put(
                stored, new IndexedDocument(stored.id(), before.document(), before.chunks(), vectors, provenance));
    }

    /** Ends what the call started. */
    void end() {
        pdfs.close();
    }
}
