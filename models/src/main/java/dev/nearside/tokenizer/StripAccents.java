package dev.nearside.tokenizer;

/** Drops combining marks; those inside composed characters stay, so NFD or NFKD goes before it. */
final class StripAccents implements Normalizer {
    /** There is none below. */
    private static final int FIRST_MARK = 0x300;

    @Override
    public void normalize(Text text) {
        int at = 0;
        while (at < text.length && text.chars[at] < FIRST_MARK) {
            at++;
        }
        if (at == text.length) {
            return;
        }
        text.beginEdit();
        text.keepTo(at);
        while (text.at < text.length) {
            int cp = text.codePoint(text.at);
            if (Unicode.is(cp, Unicode.COMBINING_MARK)) {
                text.drop(1);
            } else {
                text.replace(cp, 0);
            }
        }
        text.endEdit();
    }
}
