package dev.nearside.generation;

/** Says which tokens an answer may go on with, so that it keeps a form. Follows one answer. */
interface TokenFilter {

    /** Whether this token may come next. */
    boolean allows(int token);

    /** Sets the scores of all tokens that may not come next to −∞. */
    void mask(float[] scores);

    /** The answer goes on with this token. */
    void accept(int token);

    /** Whether the answer has its form and nothing can follow. */
    boolean isComplete();

    /** The shortest text that gives the answer its form, for one that may not get longer. */
    String closing();
}
