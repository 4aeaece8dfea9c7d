package dev.nearside.tokenizer;

/** Replaces what a pattern matches; what comes in its place shares the span of the match's last character. */
record Replace(TextPattern pattern, String content) implements Normalizer {

    @Override
    public void normalize(Text text) {
        int start = pattern.find(text.chars, 0, text.length);
        if (start < 0) {
            return;
        }
        text.beginEdit();
        while (start >= 0) {
            int end = pattern.end(text.chars, start, text.length);
            text.keepTo(start);
            text.putSharing(content, end - Text.units(Text.codePointBefore(text.chars, end, 0)));
            text.at = end;
            start = pattern.find(text.chars, end, text.length);
        }
        text.keepTo(text.length);
        text.endEdit();
    }
}
