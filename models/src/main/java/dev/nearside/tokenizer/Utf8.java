package dev.nearside.tokenizer;

/** UTF-8 of single code points. */
final class Utf8 {
    private Utf8() {}

    static int length(int codePoint) {
        return codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
    }

    /** The byte at that place of a code point's UTF-8 of that length, 0 to 255. */
    static int byteAt(int codePoint, int length, int index) {
        if (length == 1) {
            return codePoint;
        }
        int bits = codePoint >> (6 * (length - 1 - index));
        // A lead byte begins with as many ones as there are bytes.
        return index == 0 ? ((0xF00 >> length) & 0xFF) | bits : 0x80 | (bits & 0x3F);
    }
}
