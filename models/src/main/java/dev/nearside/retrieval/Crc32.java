package dev.nearside.retrieval;

/** The checksum of ISO 3309, as zip files and PNG have it: it finds damage, not malice. */
public final class Crc32 {
    private static final int[] TABLE = table();

    private Crc32() {}

    /** The checksum of the bytes from {@code from} to before {@code to}. */
    public static int of(byte[] bytes, int from, int to) {
        int crc = -1;
        for (int i = from; i < to; i++) {
            crc = TABLE[(crc ^ bytes[i]) & 0xff] ^ (crc >>> 8);
        }
        return ~crc;
    }

    private static int[] table() {
        int[] table = new int[256];
        for (int i = 0; i < 256; i++) {
            int crc = i;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) == 0 ? crc >>> 1 : (crc >>> 1) ^ 0xedb88320;
            }
            table[i] = crc;
        }
        return table;
    }
}
