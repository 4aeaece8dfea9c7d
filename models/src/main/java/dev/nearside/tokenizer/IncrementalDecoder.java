package dev.nearside.tokenizer;

/**
 * Decodes tokens one by one. Text comes out as soon as its characters are whole: never a half of a character whose bytes
 * lie in several tokens. All that {@link #append} and {@link #finish} returned, joined, is what {@link Tokenizer#decode}
 * gives for all the ids, but for one case: where a model that falls back to bytes breaks a character off, Hugging Face
 * replaces the whole characters before it in that run of bytes too, and here they have gone out.
 */
public interface IncrementalDecoder {

    /** Takes the next token; returns the text that is now certain, often the token's, sometimes none. */
    String append(int id);

    /** Ends the text: returns what was held back, with U+FFFD for bytes that never became a character. */
    String finish();
}
