package dev.nearside.retrieval;

import java.util.List;

/**
 * A place in a document that answers: one chunk, or a few that follow one another.
 *
 * @param page where it starts, from 1; 0 if the document has no pages
 * @param pageEnd where it ends, not before {@code page}; 0 if the document has no pages
 * @param heading the headings above its start, with {@value Section#SEPARATOR} between; empty if none
 * @param start its first character, as an offset in UTF-16 units into the document's text
 * @param end after its last character
 * @param text what stands there
 * @param score higher is better; comparable within one search only: the fused score, BM25, or the cosine, by mode
 * @param vectorRank its best place by vectors, from 1; 0 if it was not among the candidates
 * @param wordRank its best place by words, from 1; 0 if it was not among the candidates
 * @param closeness how near it is to the question, comparable between searches
 * @param marks where in {@code text} words of the query stand, in any of their forms; by start
 */
public record Passage(
        Found document,
        int page,
        int pageEnd,
        String heading,
        int start,
        int end,
        String text,
        double score,
        int vectorRank,
        int wordRank,
        Closeness closeness,
        List<Mark> marks) {

    public Passage {
        marks = List.copyOf(marks);
    }

    /** The document that a passage is from. */
    public record Found(String id, String name, DocumentType type) {}

    /**
     * How near a passage is to a question, by its best chunk of each kind.
     *
     * @param similarity cosine of their vectors, −1 to 1; NaN where the passage was not among the candidates by vectors
     * @param coverage how much of the question's words the passage has, the rare ones weighing more: 0 to 1; 0 where it
     *     was not among the candidates by words
     */
    public record Closeness(double similarity, double coverage) {
        Closeness best(Closeness other) {
            boolean known = !Double.isNaN(similarity);
            double best = known && !(other.similarity > similarity) ? similarity : other.similarity;
            return new Closeness(best, Math.max(coverage, other.coverage));
        }
    }

    /** From {@code start} to before {@code end}, as offsets into the passage's text. */
    public record Mark(int start, int end) {}
}
