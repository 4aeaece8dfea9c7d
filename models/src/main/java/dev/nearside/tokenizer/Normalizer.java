package dev.nearside.tokenizer;

/** Changes a text before it is split. Stateless. */
interface Normalizer {
    void normalize(Text text);
}
