package dev.nearside.tokenizer;

/** Makes tokens of a piece of text. Holds work arrays, so each thread has its own. */
interface Model {
    /** Adds the tokens of {@code chars[start..end)}, which is not empty; spans count units of {@code chars}. */
    void tokenize(char[] chars, int start, int end, Tokens out);

    /** Another over the same tables. */
    Model fork();
}
