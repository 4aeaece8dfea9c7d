package dev.nearside.generation;

import dev.nearside.tokenizer.Tokenizer;
import java.util.Arrays;

/**
 * The bytes of every token of a vocabulary, in the order of the bytes, so that what tokens begin with in common is
 * looked at once. Made once for a generator, when it is first asked for a form.
 */
final class TokenBytes {
    private final byte[][] bytes;
    /** Tokens that stand for bytes, in the order of their bytes. */
    private final int[] order;
    /** For each place in that order, how many bytes are those of the token before. */
    private final int[] common;

    TokenBytes(Tokenizer tokenizer, int vocabularySize) {
        this.bytes = new byte[vocabularySize][];
        int count = 0;
        for (int id = 0; id < vocabularySize; id++) {
            bytes[id] = tokenizer.bytesOf(id);
            count += bytes[id].length > 0 ? 1 : 0;
        }
        this.order = sorted(count);
        this.common = new int[count];
        for (int i = 1; i < count; i++) {
            int mismatch = Arrays.mismatch(bytes[order[i - 1]], bytes[order[i]]);
            common[i] = mismatch < 0 ? bytes[order[i]].length : mismatch;
        }
    }

    private int[] sorted(int count) {
        Integer[] ids = new Integer[count];
        int at = 0;
        for (int id = 0; id < bytes.length; id++) {
            if (bytes[id].length > 0) {
                ids[at++] = id;
            }
        }
        Arrays.sort(ids, (a, b) -> compare(bytes[a], bytes[b]));
        int[] sorted = new int[count];
        for (int i = 0; i < count; i++) {
            sorted[i] = ids[i];
        }
        return sorted;
    }

    private static int compare(byte[] a, byte[] b) {
        int mismatch = Arrays.mismatch(a, b);
        boolean prefix = mismatch < 0 || mismatch >= Math.min(a.length, b.length);
        return prefix ? a.length - b.length : (a[mismatch] & 255) - (b[mismatch] & 255);
    }

    /** How many tokens stand for bytes. */
    int count() {
        return order.length;
    }

    /** The token at a place in the order of bytes. */
    int token(int place) {
        return order[place];
    }

    /** How many bytes the token at that place has in common with the one before. */
    int common(int place) {
        return common[place];
    }

    /** How many bytes a token stands for; 0 for special tokens. */
    int length(int token) {
        return bytes[token].length;
    }

    int byteAt(int token, int index) {
        return bytes[token][index] & 255;
    }
}
