package dev.nearside.tokenizer;

/** BERT's basic clean-up: control characters, white space, Chinese characters, accents, case. */
final class BertNormalizer implements Normalizer {
    private static final int UNCHANGED = 0;

    private final boolean cleanText;
    private final boolean chinese;
    private final boolean stripAccents;
    private final boolean lowercase;

    /** What becomes of each ASCII character; −1 if it is dropped. */
    private final byte[] ascii = new byte[128];

    private final UnicodeNormalizer nfd = new UnicodeNormalizer(false, false);

    BertNormalizer(boolean cleanText, boolean chinese, boolean stripAccents, boolean lowercase) {
        this.cleanText = cleanText;
        this.chinese = chinese;
        this.stripAccents = stripAccents;
        this.lowercase = lowercase;
        for (int c = 0; c < ascii.length; c++) {
            int clean = cleanText && Unicode.is(c, Unicode.SPACE) ? ' ' : c;
            ascii[c] = (byte) (dropped(c) ? -1 : lowercase ? Unicode.lowerCase(clean) : clean);
        }
    }

    @Override
    public void normalize(Text text) {
        int plain = normalizeAscii(text.chars, text.length, ascii);
        if (plain < text.length) {
            if (cleanText || chinese) {
                clean(text, plain);
            }
            if (stripAccents) {
                nfd.normalize(text);
            }
            if (stripAccents || lowercase) {
                fold(text);
            }
        }
    }

    /** Changes in place what needs no more room and no less; says where it had to stop. */
    private static int normalizeAscii(char[] chars, int length, byte[] ascii) {
        int at = 0;
        while (at < length && chars[at] < 128 && ascii[chars[at]] >= 0) {
            chars[at] = (char) ascii[chars[at]];
            at++;
        }
        return at;
    }

    private boolean dropped(int cp) {
        return cleanText && Unicode.is(cp, Unicode.CONTROL);
    }

    private void clean(Text text, int from) {
        text.beginEdit();
        text.keepTo(from);
        while (text.at < text.length) {
            int cp = text.codePoint(text.at);
            if (dropped(cp)) {
                text.drop(1);
            } else if (chinese && isChinese(cp)) {
                text.replace(' ', UNCHANGED);
                text.insert(cp);
                text.insert(' ');
            } else {
                text.replace(cleanText && Unicode.is(cp, Unicode.SPACE) ? ' ' : cp, UNCHANGED);
            }
        }
        text.endEdit();
    }

    private void fold(Text text) {
        text.beginEdit();
        while (text.at < text.length) {
            int cp = text.codePoint(text.at);
            if (stripAccents && Unicode.is(cp, Unicode.NONSPACING_MARK)) {
                text.drop(1);
            } else if (lowercase) {
                Lowercase.replace(text, cp);
            } else {
                text.replace(cp, UNCHANGED);
            }
        }
        text.endEdit();
    }

    /** The blocks that BERT's own code lists. */
    private static boolean isChinese(int cp) {
        return cp >= 0x3400
                && (cp <= 0x4DBF
                        || (cp >= 0x4E00 && cp <= 0x9FFF)
                        || (cp >= 0xF900 && cp <= 0xFAFF)
                        || (cp >= 0x20000 && cp <= 0x2A6DF)
                        || (cp >= 0x2A700 && cp <= 0x2B81F)
                        || (cp >= 0x2B920 && cp <= 0x2CEAF)
                        || (cp >= 0x2F800 && cp <= 0x2FA1F));
    }
}
