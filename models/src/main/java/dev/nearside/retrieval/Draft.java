package dev.nearside.retrieval;

/** A passage in the making: consecutive chunks of one document, and the best of what each was ranked. */
final class Draft {
    /** More would be no passage but a page. */
    private static final int MAX_CHUNKS = 3;

    /** A neighbour whose score is below this part of the best one's would only make the answer harder to see. */
    private static final double JOINS = 0.7;

    final Entry entry;
    final Shingles shingles;
    final double score;
    private int firstChunk;
    private int lastChunk;
    private int vectorRank;
    private int wordRank;
    private Passage.Closeness closeness;

    Draft(Entry entry, Candidate candidate, Shingles shingles) {
        this.entry = entry;
        this.shingles = shingles;
        this.score = candidate.score();
        this.firstChunk = candidate.chunk() - entry.first;
        this.lastChunk = firstChunk;
        this.vectorRank = candidate.vectorRank();
        this.wordRank = candidate.wordRank();
        this.closeness = candidate.closeness();
    }

    /** Takes the chunk in if it goes on where the passage ends or before it starts, under the same heading, and is as good. */
    boolean joins(Entry other, Candidate candidate) {
        int chunk = candidate.chunk() - other.first;
        if (other != entry
                || (chunk != firstChunk - 1 && chunk != lastChunk + 1)
                || lastChunk - firstChunk + 1 >= MAX_CHUNKS
                || candidate.score() < JOINS * score
                || entry.document.sectionAt(entry.chunks.get(chunk).start()) != entry.document.sectionAt(start())) {
            return false;
        }
        firstChunk = Math.min(firstChunk, chunk);
        lastChunk = Math.max(lastChunk, chunk);
        vectorRank = better(vectorRank, candidate.vectorRank());
        wordRank = better(wordRank, candidate.wordRank());
        closeness = closeness.best(candidate.closeness());
        return true;
    }

    /** Whether this passage goes on where the other ends, perhaps with a sentence that both have. */
    boolean follows(Draft other) {
        return entry == other.entry && firstChunk == other.lastChunk + 1;
    }

    int start() {
        return entry.chunks.get(firstChunk).start();
    }

    int end() {
        return entry.chunks.get(lastChunk).end();
    }

    int vectorRank() {
        return vectorRank;
    }

    int wordRank() {
        return wordRank;
    }

    Passage.Closeness closeness() {
        return closeness;
    }

    private static int better(int rank, int other) {
        return rank == 0 || other == 0 ? Math.max(rank, other) : Math.min(rank, other);
    }
}
