package dev.nearside.tokenizer;

/** Puts a string before a text that is not empty; it shares the span of the first character. */
record Prepend(String prefix) implements Normalizer {

    @Override
    public void normalize(Text text) {
        if (text.length > 0 && !prefix.isEmpty()) {
            text.beginEdit();
            text.putSharing(prefix, 0);
            text.keepTo(text.length);
            text.endEdit();
        }
    }
}
