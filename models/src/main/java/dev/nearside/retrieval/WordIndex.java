package dev.nearside.retrieval;

import dev.nearside.retrieval.words.Analyser;
import java.util.Arrays;
import java.util.BitSet;

/**
 * BM25 over chunks (Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009; the inverse
 * document frequency as Lucene has it, which is never negative). Chunks are numbered in the order they were added. For
 * each chunk its terms are kept as well, so that a removed one can be taken out of the counts at once.
 */
final class WordIndex {
    /** How soon a word that comes again stops counting: the usual value. */
    static final double K1 = 1.2;

    /** How much long chunks are held back: the usual value. */
    static final double B = 0.75;

    private final Analyser analyser = new Analyser();
    private final TermCounts counts = new TermCounts();
    private final TermDictionary dictionary = new TermDictionary();
    private Postings[] postings = new Postings[128];
    /** Of each chunk: where its terms start in {@code terms}; one more at the end. */
    private int[] starts = new int[65];

    private int[] terms = new int[1024];
    private int[] frequencies = new int[1024];
    private int[] lengths = new int[64];
    private int size;
    private int live;
    private long liveLength;
    /** What all terms of the last question weigh together. */
    private double weight;

    private float[] scores = new float[0];
    /** Of each chunk that the last search found: how much of the question it has. */
    private float[] covered = new float[0];

    private int[] touched = new int[0];

    int size() {
        return size;
    }

    void add(String context, CharSequence text, int from, int to) {
        counts.clear();
        analyser.analyse(context, 0, context.length(), this::count);
        analyser.analyse(text, from, to, this::count);
        append(counts.terms(), counts.frequencies(), counts.size(), counts.total());
    }

    /** Takes chunks out of all counts. Their numbers stay until {@link #compact}. */
    void remove(int from, int to) {
        for (int chunk = from; chunk < to; chunk++) {
            live--;
            liveLength -= lengths[chunk];
            for (int i = starts[chunk]; i < starts[chunk + 1]; i++) {
                postings[terms[i]].live--;
            }
        }
    }

    /** The same without the chunks that are not in {@code kept} and their terms; the others move down, in their order. */
    WordIndex compact(BitSet kept) {
        WordIndex compacted = new WordIndex();
        char[] buffer = new char[Analyser.MAX_TERM + 2];
        int[] renumbered = new int[dictionary.size()];
        for (int chunk = kept.nextSetBit(0); chunk >= 0; chunk = kept.nextSetBit(chunk + 1)) {
            int start = starts[chunk];
            int count = starts[chunk + 1] - start;
            int[] chunkTerms = new int[count];
            for (int i = 0; i < count; i++) {
                int term = terms[start + i];
                // One more than its number, as 0 is for a term that was not met yet.
                if (renumbered[term] == 0) {
                    renumbered[term] = compacted.dictionary.findOrAdd(buffer, dictionary.copyTerm(term, buffer)) + 1;
                }
                chunkTerms[i] = renumbered[term] - 1;
            }
            compacted.append(chunkTerms, Arrays.copyOfRange(frequencies, start, start + count), count, lengths[chunk]);
        }
        return compacted;
    }

    /** The number of the term, for {@link #search}; −1 if no chunk has it. */
    int find(char[] buffer, int length) {
        return dictionary.find(buffer, length);
    }

    /** Offers the allowed chunks that have one of the terms, each of which is given once. */
    void search(int[] query, BitSet allowed, TopK top) {
        if (scores.length < size) {
            scores = new float[lengths.length];
            covered = new float[lengths.length];
            touched = new int[lengths.length];
        }
        int found = 0;
        weight = 0;
        for (int term : query) {
            Postings list = term < 0 ? null : postings[term];
            weight += idf(list == null ? 0 : list.live);
            if (list != null && list.live > 0) {
                found = addScores(list, allowed, found);
            }
        }
        for (int i = 0; i < found; i++) {
            top.offer(touched[i], scores[touched[i]]);
            scores[touched[i]] = 0;
        }
    }

    private int addScores(Postings list, BitSet allowed, int alreadyFound) {
        int found = alreadyFound;
        double idf = idf(list.live);
        double base = K1 * (1 - B);
        double perLength = liveLength == 0 ? 0 : K1 * B * live / liveLength;
        for (int i = 0; i < list.size; i++) {
            int chunk = list.chunks[i];
            if (allowed.get(chunk)) {
                int frequency = list.frequencies[i];
                double score = idf * frequency / (frequency + base + perLength * lengths[chunk]);
                if (scores[chunk] == 0) {
                    touched[found++] = chunk;
                    covered[chunk] = 0;
                }
                scores[chunk] += (float) score;
                covered[chunk] += (float) idf;
            }
        }
        return found;
    }

    /**
     * How much of the last question a chunk has that was found for it, 0 to 1: each term counts by how rare it is, and
     * one that stands nowhere counts as the rarest.
     */
    double coverage(int chunk) {
        return weight == 0 ? 0 : Math.min(1, covered[chunk] / weight);
    }

    private double idf(int chunks) {
        return Math.log(1 + (live - chunks + 0.5) / (chunks + 0.5));
    }

    private void count(char[] buffer, int length, int start, int end) {
        counts.add(dictionary.findOrAdd(buffer, length));
    }

    private void append(int[] chunkTerms, int[] chunkFrequencies, int count, int length) {
        if (size == lengths.length) {
            lengths = Arrays.copyOf(lengths, size * 2);
            starts = Arrays.copyOf(starts, size * 2 + 1);
        }
        int start = starts[size];
        if (start + count > terms.length) {
            int capacity = Math.max(start + count, terms.length * 2);
            terms = Arrays.copyOf(terms, capacity);
            frequencies = Arrays.copyOf(frequencies, capacity);
        }
        System.arraycopy(chunkTerms, 0, terms, start, count);
        System.arraycopy(chunkFrequencies, 0, frequencies, start, count);
        if (dictionary.size() > postings.length) {
            postings = Arrays.copyOf(postings, Math.max(dictionary.size(), postings.length * 2));
        }
        for (int i = 0; i < count; i++) {
            int term = chunkTerms[i];
            if (postings[term] == null) {
                postings[term] = new Postings();
            }
            postings[term].add(size, chunkFrequencies[i]);
        }
        lengths[size] = length;
        starts[size + 1] = start + count;
        size++;
        live++;
        liveLength += length;
    }

    /** Where a term stands: chunks in their order, with how often. */
    private static final class Postings {
        int[] chunks = new int[2];
        int[] frequencies = new int[2];
        int size;
        int live;

        void add(int chunk, int frequency) {
            if (size == chunks.length) {
                chunks = Arrays.copyOf(chunks, size * 2);
                frequencies = Arrays.copyOf(frequencies, size * 2);
            }
            chunks[size] = chunk;
            frequencies[size++] = frequency;
            live++;
        }
    }
}
