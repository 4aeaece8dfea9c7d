package dev.nearside.retrieval;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reciprocal rank fusion (Cormack, Clarke and Büttcher, "Reciprocal Rank Fusion Outperforms Condorcet and Individual
 * Rank Learning Methods", SIGIR 2009): the sum of 1 / (k + rank) over both rankings. It takes ranks, as the scores of
 * words and of vectors have no common measure. With one addition: a rank by words counts as far as the chunk covers the
 * question. A chunk that has nothing of it but "house" is first by words if no other has more, and yet says little; one
 * that has the error code asked for says all. See docs/retrieval.md for what this gains.
 */
final class RankFusion {
    /** The paper takes 60; the questions of the development set are answered better by a smaller one. */
    static final double K = 20;

    private static final Comparator<Candidate> BEST_FIRST =
            Comparator.comparingDouble(Candidate::score).reversed().thenComparingInt(Candidate::chunk);

    private RankFusion() {}

    /**
     * Both rankings, sorted, as one.
     *
     * @param index that ranked by words last
     */
    static List<Candidate> fuse(TopK vectors, TopK words, WordIndex index) {
        Map<Integer, Candidate> byChunk = new HashMap<>();
        for (int i = 0; i < vectors.size(); i++) {
            int chunk = vectors.number(i);
            byChunk.put(chunk, new Candidate(chunk, 1 / (K + i + 1), i + 1, 0, byVector(vectors.score(i))));
        }
        for (int i = 0; i < words.size(); i++) {
            int chunk = words.number(i);
            Candidate other = byChunk.get(chunk);
            double coverage = index.coverage(chunk);
            double score = coverage / (K + i + 1);
            Passage.Closeness closeness = new Passage.Closeness(Double.NaN, coverage);
            byChunk.put(
                    chunk,
                    other == null
                            ? new Candidate(chunk, score, 0, i + 1, closeness)
                            : new Candidate(
                                    chunk,
                                    score + other.score(),
                                    other.vectorRank(),
                                    i + 1,
                                    other.closeness().best(closeness)));
        }
        List<Candidate> fused = new ArrayList<>(byChunk.values());
        fused.sort(BEST_FIRST);
        return fused;
    }

    static List<Candidate> vectorsAlone(TopK vectors) {
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < vectors.size(); i++) {
            candidates.add(new Candidate(vectors.number(i), vectors.score(i), i + 1, 0, byVector(vectors.score(i))));
        }
        return candidates;
    }

    /** @param index that ranked by words last */
    static List<Candidate> wordsAlone(TopK words, WordIndex index) {
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            int chunk = words.number(i);
            Passage.Closeness closeness = new Passage.Closeness(Double.NaN, index.coverage(chunk));
            candidates.add(new Candidate(chunk, words.score(i), 0, i + 1, closeness));
        }
        return candidates;
    }

    private static Passage.Closeness byVector(double similarity) {
        return new Passage.Closeness(similarity, 0);
    }
}
