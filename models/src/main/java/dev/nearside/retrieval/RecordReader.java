package dev.nearside.retrieval;

import dev.nearside.error.InvalidInput;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Takes apart what {@link RecordWriter} wrote. Every length is checked before it is believed. */
final class RecordReader {
    private final byte[] bytes;
    private final int end;
    private int at;

    RecordReader(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    int readByte() {
        need(1);
        return bytes[at++] & 0xff;
    }

    int readInt() {
        need(4);
        int value = 0;
        for (int i = 0; i < 4; i++) {
            value |= (bytes[at++] & 0xff) << (8 * i);
        }
        return value;
    }

    long readLong() {
        long value = 0;
        for (int shift = 0; shift < 63; shift += 7) {
            int next = readByte();
            value |= (long) (next & 0x7f) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw damaged("a number does not end");
    }

    int readCount() {
        long value = readLong();
        if (value > Integer.MAX_VALUE) {
            throw damaged("a number is too large");
        }
        return (int) value;
    }

    /** A count of things of which each takes so many bytes at least, so that a wrong one does not fill the memory. */
    int readCountOf(int bytesOfEach) {
        int count = readCount();
        if ((long) count * bytesOfEach > end - at) {
            throw damaged("it claims " + count + " parts where " + (end - at) + " bytes are left");
        }
        return count;
    }

    String readString() {
        int length = readCountOf(1);
        String text = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        return text;
    }

    byte[] readBytes(int length) {
        need(length);
        at += length;
        return Arrays.copyOfRange(bytes, at - length, at);
    }

    void expectEnd() {
        if (at != end) {
            throw damaged((end - at) + " bytes are left over");
        }
    }

    static InvalidInput damaged(String how) {
        return new InvalidInput("the stored document is damaged: " + how);
    }

    private void need(int count) {
        if (count < 0 || count > end - at) {
            throw damaged("it ends too early");
        }
    }
}
