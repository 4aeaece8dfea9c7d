package dev.nearside.retrieval;

/**
 * A chunk that may answer.
 *
 * @param chunk its number in the index
 * @param vectorRank from 1; 0 if it is not among the best by vectors
 * @param wordRank from 1; 0 if it is not among the best by words
 * @param closeness how near it is to the question, whatever else there is
 */
record Candidate(int chunk, double score, int vectorRank, int wordRank, Passage.Closeness closeness) {}
