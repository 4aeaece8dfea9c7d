package dev.nearside.tokenizer;

/** Each character in lower case by itself, as Rust's {@code char::to_lowercase}: a final sigma is an ordinary one. */
final class Lowercase implements Normalizer {
    private static final int CAPITAL_I_WITH_DOT = 0x130;

    @Override
    public void normalize(Text text) {
        int at = 0;
        while (at < text.length && text.chars[at] < 128) {
            char c = text.chars[at];
            text.chars[at++] = c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
        }
        if (at == text.length) {
            return;
        }
        text.beginEdit();
        text.keepTo(at);
        while (text.at < text.length) {
            replace(text, text.codePoint(text.at));
        }
        text.endEdit();
    }

    static void replace(Text text, int cp) {
        if (cp == CAPITAL_I_WITH_DOT) {
            text.replace('i', 0);
            text.insert(0x307);
        } else {
            text.replace(Unicode.lowerCase(cp), 0);
        }
    }
}
