package dev.nearside.retrieval;

import java.util.List;

/**
 * A place in a document that answers: one chunk, or a few that follow one another.
 *
 * @param page from 1; 0 if the document has no pages
 * @param heading the headings above its start, with {@value Section#SEPARATOR} between; empty if none
 * @param start its first character, as an offset in UTF-16 units into the document's text
 * @param end after its last character
 * @param text what stands there
 * @param score higher is better; comparable within one search only: the fused score, BM25, or the cosine, by mode
 * @param vectorRank its best place by vectors, from 1; 0 if it was not among the candidates
 * @param wordRank its best place by words, from 1; 0 if it was not among the candidates
 * @param marks where in {@code text} words of the query stand, in any of their forms; by start
 */
public record Passage(
        Found document,
        int page,
        String heading,
        int start,
        int end,
        String text,
        double score,
        int vectorRank,
        int wordRank,
        List<Mark> marks) {

    public Passage {
        marks = List.copyOf(marks);
    }

    /** The document that a passage is from. */
    public record Found(String id, String name, DocumentType type) {}

    /** From {@code start} to before {@code end}, as offsets into the passage's text. */
    public record Mark(int start, int end) {}
}
