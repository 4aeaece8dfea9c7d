package dev.nearside.tokenizer;

import dev.nearside.error.InvalidInput;
import java.nio.charset.StandardCharsets;

/** Reads what {@link CompactWriter} wrote; every read is checked, as the bytes may come from anywhere. */
final class CompactReader {
    private static final int HEAD = CompactWriter.MAGIC.length + 1;
    private static final int CRC_BYTES = 4;

    private final byte[] bytes;
    private final int end;
    private int at = HEAD;

    CompactReader(byte[] bytes) {
        this.bytes = bytes;
        this.end = bytes.length - CRC_BYTES;
        if (end < HEAD || !startsWithMagic(bytes)) {
            throw new InvalidInput("not a compact tokenizer: it does not start with NSTK");
        }
        int version = bytes[HEAD - 1];
        if (version != CompactWriter.VERSION) {
            throw new InvalidInput("a compact tokenizer of version " + version + ", but this reads version "
                    + CompactWriter.VERSION + ": compile it again");
        }
        int crc = 0;
        for (int i = end; i < bytes.length; i++) {
            crc = (crc << 8) | (bytes[i] & 255);
        }
        if (crc != Crc32.of(bytes, end)) {
            throw damaged("its checksum differs");
        }
    }

    private static boolean startsWithMagic(byte[] bytes) {
        for (int i = 0; i < CompactWriter.MAGIC.length; i++) {
            if (bytes[i] != CompactWriter.MAGIC[i]) {
                return false;
            }
        }
        return true;
    }

    static InvalidInput damaged(String how) {
        return new InvalidInput("the compact tokenizer is damaged: " + how);
    }

    void expectEnd() {
        if (at != end) {
            throw damaged((end - at) + " bytes are left over");
        }
    }

    int number() {
        int value = 0;
        for (int shift = 0; shift < 32; shift += 7) {
            if (at == end) {
                break;
            }
            byte b = bytes[at++];
            value |= (b & 127) << shift;
            if (b >= 0) {
                return value;
            }
        }
        throw damaged("a number does not end");
    }

    /** A number that says how much follows, each at least so many bytes. */
    int count(int bytesEach) {
        int count = number();
        if (count < 0 || (long) count * bytesEach > end - at) {
            throw damaged("it says " + count + " where " + (end - at) + " bytes are left");
        }
        return count;
    }

    int difference() {
        int value = number();
        return (value >>> 1) ^ -(value & 1);
    }

    double float64() {
        if (end - at < 8) {
            throw damaged("a score is cut off");
        }
        long bits = 0;
        for (int i = 0; i < 8; i++) {
            bits = (bits << 8) | (bytes[at++] & 255);
        }
        return Double.longBitsToDouble(bits);
    }

    String text() {
        int length = count(1);
        at += length;
        return new String(bytes, at - length, length, StandardCharsets.UTF_8);
    }

    Vocabulary vocabulary() {
        int size = count(1);
        int[] starts = new int[size + 1];
        char[] pool = new char[end - at];
        int used = 0;
        for (int id = 0; id < size; id++) {
            int length = count(0) - 1;
            starts[id] = length < 0 ? -1 - used : used;
            if (length > end - at) {
                throw damaged("token " + id + " is cut off");
            }
            used = length <= 0 ? used : decode(at, at + length, pool, used);
            at += Math.max(0, length);
        }
        starts[size] = used;
        char[] fitting = new char[used];
        System.arraycopy(pool, 0, fitting, 0, used);
        return new Vocabulary(fitting, starts);
    }

    /** By hand: a decoder of the class library would need a string for each token. */
    private int decode(int from, int to, char[] out, int outFrom) {
        int used = outFrom;
        int i = from;
        while (i < to) {
            int lead = bytes[i];
            if (lead >= 0) {
                out[used++] = (char) lead;
                i++;
                continue;
            }
            int length = lead >= (byte) 0xF0 ? 4 : lead >= (byte) 0xE0 ? 3 : 2;
            if (i + length > to) {
                throw damaged("a token is no UTF-8");
            }
            int cp = lead & (0x7F >> length);
            for (int k = 1; k < length; k++) {
                cp = (cp << 6) | (bytes[i + k] & 0x3F);
            }
            i += length;
            if (cp < 0x10000) {
                out[used++] = (char) cp;
            } else {
                out[used++] = (char) (0xD7C0 + (cp >> 10));
                out[used++] = (char) (0xDC00 | (cp & 0x3FF));
            }
        }
        return used;
    }
}
