package dev.nearside.retrieval;

import dev.nearside.retrieval.words.Analyser;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Documents searched by words (BM25) and by vectors (exact, cosine of unit vectors), both rankings fused. In memory; what
 * is to be kept is written by {@link IndexedDocumentFormat}, a document at a time. Not thread-safe.
 *
 * <pre>{@code
 * SearchIndex index = new SearchIndex(384);
 * index.add(new IndexedDocument(id, document, chunks, ChunkVectors.of(384, vectors), provenance));
 * List<Passage> passages = index.search("How do I descale it?", questionVector, SearchOptions.of(10));
 * }</pre>
 */
public final class SearchIndex {
    /** As deep as rankings are looked at before they are fused, at least. */
    private static final int MIN_CANDIDATES = 100;

    /** Removed chunks below this number are not worth moving the others. */
    private static final int MIN_COMPACTION = 256;

    private final int dimensions;
    private final Analyser analyser = new Analyser();
    private final Map<String, Entry> entries = new HashMap<>();
    /** The same, by the numbers of their chunks. */
    private final List<Entry> byStart = new ArrayList<>();

    private final BitSet allowed = new BitSet();
    private final TopK bestVectors = new TopK();
    private final TopK bestWords = new TopK();
    private VectorRows vectors;
    private WordIndex words = new WordIndex();
    private int removed;

    /**
     * @param dimensions of all vectors, 384 for {@code all-minilm-l6-v2}
     */
    public SearchIndex(int dimensions) {
        this.dimensions = ChunkVectors.none(dimensions).dimensions();
        this.vectors = new VectorRows(dimensions);
    }

    /**
     * Adds a document, in place of the one that has its id.
     *
     * @throws IllegalArgumentException if its vectors have other dimensions
     */
    public void add(IndexedDocument indexed) {
        if (indexed.vectors().dimensions() != dimensions) {
            throw new IllegalArgumentException(
                    "vectors of " + indexed.vectors().dimensions() + " dimensions for an index of " + dimensions);
        }
        boolean ignored = remove(indexed.id());
        Entry entry = new Entry(indexed, vectors.size());
        vectors.add(indexed.vectors(), entry.chunks.size());
        for (Chunk chunk : entry.chunks) {
            words.add(chunk.context(), entry.document.text(), chunk.start(), chunk.end());
        }
        entries.put(entry.id, entry);
        byStart.add(entry);
    }

    /** Takes a document out; false if there is none of this id. */
    public boolean remove(String id) {
        Entry entry = entries.remove(id);
        if (entry == null) {
            return false;
        }
        byStart.removeIf(other -> other == entry);
        words.remove(entry.first, entry.end());
        removed += entry.chunks.size();
        if (entries.isEmpty()) {
            clear();
        } else if (removed >= MIN_COMPACTION && removed > vectors.size() / 2) {
            compact();
        }
        return true;
    }

    public void clear() {
        entries.clear();
        byStart.clear();
        vectors = new VectorRows(dimensions);
        words = new WordIndex();
        removed = 0;
    }

    /** The ids of all documents, in the order in which they were added. */
    public List<String> ids() {
        List<String> ids = new ArrayList<>();
        for (Entry entry : byStart) {
            ids.add(entry.id);
        }
        return ids;
    }

    /** A document as it was added. */
    public Optional<IndexedDocument> find(String id) {
        Entry entry = entries.get(id);
        if (entry == null) {
            return Optional.empty();
        }
        ChunkVectors own =
                entry.hasVectors ? vectors.copy(entry.first, entry.chunks.size()) : ChunkVectors.none(dimensions);
        return Optional.of(new IndexedDocument(entry.id, entry.document, entry.chunks, own, entry.provenance));
    }

    /** How many chunks all documents have together. */
    public int chunkCount() {
        return vectors.size() - removed;
    }

    /**
     * The passages that answer best, best first.
     *
     * @param queryVector the question's vector, of unit length as the chunks' are; needed unless by words alone
     * @throws IllegalArgumentException if the vector is missing, has other dimensions or is not finite
     */
    public List<Passage> search(String question, float @Nullable [] queryVector, SearchOptions options) {
        QueryTerms terms = QueryTerms.of(question, analyser);
        PassageWriter writer = new PassageWriter(analyser, options.limit());
        allow(options);
        for (Candidate candidate : candidates(terms, queryVector, options)) {
            if (!writer.offer(entryOf(candidate.chunk()), candidate)) {
                break;
            }
        }
        return writer.write(terms);
    }

    private List<Candidate> candidates(QueryTerms terms, float @Nullable [] queryVector, SearchOptions options) {
        int depth = Math.max(MIN_CANDIDATES, 10 * options.limit());
        bestVectors.reset(depth);
        bestWords.reset(depth);
        if (options.mode() != SearchMode.WORDS) {
            if (queryVector == null || queryVector.length != dimensions) {
                throw new IllegalArgumentException("a search by vectors needs the question's vector of " + dimensions
                        + " components, not " + (queryVector == null ? "none" : queryVector.length));
            }
            searchVectors(queryVector);
        }
        if (options.mode() != SearchMode.VECTORS) {
            searchWords(terms);
        }
        return switch (options.mode()) {
            case WORDS -> RankFusion.wordsAlone(bestWords, words);
            case VECTORS -> RankFusion.vectorsAlone(bestVectors);
            case FUSED -> RankFusion.fuse(bestVectors, bestWords, words);
        };
    }

    private void allow(SearchOptions options) {
        allowed.clear();
        for (Entry entry : byStart) {
            if (options.documents().isEmpty() || options.documents().contains(entry.id)) {
                allowed.set(entry.first, entry.end());
            }
        }
    }

    private void searchVectors(float[] queryVector) {
        float scale = vectors.setQuery(queryVector);
        for (Entry entry : byStart) {
            if (entry.hasVectors && allowed.get(entry.first)) {
                vectors.scan(entry.first, entry.end(), scale, bestVectors);
            }
        }
        bestVectors.sort();
    }

    private void searchWords(QueryTerms terms) {
        int[] numbers = new int[terms.terms().size()];
        int i = 0;
        for (String term : terms.terms()) {
            numbers[i++] = words.find(term.toCharArray(), term.length());
        }
        words.search(numbers, allowed, bestWords);
        bestWords.sort();
    }

    private Entry entryOf(int chunk) {
        int low = 0;
        int high = byStart.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (byStart.get(middle).first <= chunk) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        // A document without chunks has the number of the next one; the last of these is the one that has it.
        return byStart.get(low);
    }

    /** Moves the chunks of the documents that are left over those that were removed. */
    private void compact() {
        BitSet kept = new BitSet();
        int at = 0;
        for (Entry entry : byStart) {
            kept.set(entry.first, entry.end());
            vectors.move(entry.first, at, entry.chunks.size());
            entry.first = at;
            at = entry.end();
        }
        words = words.compact(kept);
        vectors.truncate(at);
        removed = 0;
    }
}
