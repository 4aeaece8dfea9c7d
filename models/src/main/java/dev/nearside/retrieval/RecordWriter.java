package dev.nearside.retrieval;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Appends numbers and strings to a growing array of bytes. */
final class RecordWriter {
    private byte[] bytes = new byte[1024];
    private int size;

    void putByte(int value) {
        ensure(1);
        bytes[size++] = (byte) value;
    }

    /** Little-endian. */
    void putInt(int value) {
        ensure(4);
        setInt(size, value);
        size += 4;
    }

    void setInt(int at, int value) {
        for (int i = 0; i < 4; i++) {
            bytes[at + i] = (byte) (value >>> (8 * i));
        }
    }

    /** Seven bits a byte, the lowest first; the value is not negative. */
    void putCount(long value) {
        long rest = value;
        while (rest > 0x7f) {
            putByte((int) (rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        putByte((int) rest);
    }

    void putString(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        putCount(utf8.length);
        putBytes(utf8);
    }

    void putBytes(byte[] more) {
        ensure(more.length);
        System.arraycopy(more, 0, bytes, size, more.length);
        size += more.length;
    }

    int size() {
        return size;
    }

    int checksum(int from) {
        return Crc32.of(bytes, from, size);
    }

    byte[] copyBytes() {
        return Arrays.copyOf(bytes, size);
    }

    private void ensure(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
        }
    }
}
