package dev.nearside.tokenizer;

/** CRC-32 (ISO 3309, as in zip), which tells damaged bytes. */
final class Crc32 {
    private static final int[] TABLE = new int[256];

    static {
        for (int i = 0; i < 256; i++) {
            int value = i;
            for (int bit = 0; bit < 8; bit++) {
                value = (value & 1) == 0 ? value >>> 1 : value >>> 1 ^ 0xEDB88320;
            }
            TABLE[i] = value;
        }
    }

    private Crc32() {}

    static int of(byte[] bytes, int length) {
        int crc = -1;
        for (int i = 0; i < length; i++) {
            crc = crc >>> 8 ^ TABLE[(crc ^ bytes[i]) & 255];
        }
        return ~crc;
    }
}
