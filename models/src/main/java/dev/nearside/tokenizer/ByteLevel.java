package dev.nearside.tokenizer;

/** The byte-level alphabet of GPT-2: a printable character for each byte, as vocabularies write them. */
final class ByteLevel {
    private static final char[] CHARACTERS = new char[256];
    private static final short[] BYTES = new short[512];

    static {
        int next = 256;
        for (int b = 0; b < 256; b++) {
            boolean printable = (b >= '!' && b <= '~') || (b >= 0xA1 && b <= 0xAC) || b >= 0xAE;
            CHARACTERS[b] = (char) (printable ? b : next++);
            BYTES[CHARACTERS[b]] = (short) (b + 1);
        }
    }

    private ByteLevel() {}

    static char characterOf(int unsignedByte) {
        return CHARACTERS[unsignedByte];
    }

    /** The byte that a character stands for, 0 to 255, or −1. */
    static int byteOf(char character) {
        return character < BYTES.length ? BYTES[character] - 1 : -1;
    }
}
