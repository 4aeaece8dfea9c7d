package dev.nearside.retrieval.words;

/** Takes the terms of a text one after the other. */
@FunctionalInterface
public interface TermSink {
    /**
     * Takes one term.
     *
     * @param buffer holds the term from 0 to before {@code length}; only valid during the call
     * @param start where in the text the term's word starts
     * @param end after the word's last character
     */
    void term(char[] buffer, int length, int start, int end);
}
