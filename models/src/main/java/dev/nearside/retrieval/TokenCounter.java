package dev.nearside.retrieval;

/**
 * How long a text is to the model that will embed it: its tokens without the special ones. Called once for every
 * sentence, in the order of the text; what it throws ends the chunking, so a caller can cancel here.
 */
@FunctionalInterface
public interface TokenCounter {
    int count(String text);
}
