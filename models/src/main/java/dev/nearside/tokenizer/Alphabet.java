package dev.nearside.tokenizer;

/** What the symbols of a word are before any merges. Holds work arrays, so each thread has its own. */
interface Alphabet {
    /** Adds the symbols of {@code chars[start..end)}. */
    void spell(char[] chars, int start, int end, Symbols out);

    /** The id of the token that the whole is, or {@link Vocabulary#NONE}. */
    int whole(char[] chars, int start, int end);

    Alphabet fork();
}
