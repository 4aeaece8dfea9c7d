package dev.nearside.tokenizer;

/** Cuts a text into pieces that no token crosses. Stateless. */
interface PreTokenizer {
    void split(Text text, Pieces pieces);

    /** Whether the model is to spell the pieces in bytes. */
    default boolean endsInBytes() {
        return false;
    }
}
