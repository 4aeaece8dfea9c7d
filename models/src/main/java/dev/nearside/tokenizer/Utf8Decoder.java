package dev.nearside.tokenizer;

/**
 * UTF-8 byte by byte. What is no UTF-8 becomes U+FFFD as in Rust and in browsers: one for each longest run that could
 * still have become a character (Unicode 15, 3.9, "substitution of maximal subparts").
 */
final class Utf8Decoder {
    private static final char REPLACEMENT = '\uFFFD';

    private final StringBuilder out;
    private int codePoint;
    private int missing;
    private int lowest = 0x80;
    private int highest = 0xBF;

    Utf8Decoder(StringBuilder out) {
        this.out = out;
    }

    /** @param unsigned 0 to 255 */
    void append(int unsigned) {
        if (missing > 0) {
            if (unsigned >= lowest && unsigned <= highest) {
                codePoint = (codePoint << 6) | (unsigned & 0x3F);
                lowest = 0x80;
                highest = 0xBF;
                if (--missing == 0) {
                    out.appendCodePoint(codePoint);
                }
                return;
            }
            finish();
        }
        lead(unsigned);
    }

    /** A character that is not whole becomes U+FFFD. */
    void finish() {
        if (missing > 0) {
            out.append(REPLACEMENT);
            missing = 0;
            lowest = 0x80;
            highest = 0xBF;
        }
    }

    private void lead(int unsigned) {
        if (unsigned < 0x80) {
            out.append((char) unsigned);
        } else if (unsigned >= 0xC2 && unsigned <= 0xDF) {
            begin(unsigned & 0x1F, 1);
        } else if (unsigned >= 0xE0 && unsigned <= 0xEF) {
            begin(unsigned & 0x0F, 2);
            lowest = unsigned == 0xE0 ? 0xA0 : 0x80;
            highest = unsigned == 0xED ? 0x9F : 0xBF;
        } else if (unsigned >= 0xF0 && unsigned <= 0xF4) {
            begin(unsigned & 0x07, 3);
            lowest = unsigned == 0xF0 ? 0x90 : 0x80;
            highest = unsigned == 0xF4 ? 0x8F : 0xBF;
        } else {
            out.append(REPLACEMENT);
        }
    }

    private void begin(int bits, int more) {
        codePoint = bits;
        missing = more;
    }
}
