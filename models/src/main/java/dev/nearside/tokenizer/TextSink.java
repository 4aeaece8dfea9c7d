package dev.nearside.tokenizer;

/** Takes tokens as strings, one after another, on their way to decoded text. */
interface TextSink {
    void token(String token);

    /** No token follows. */
    void finish();
}
