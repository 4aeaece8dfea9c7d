package dev.nearside.tokenizer;

import java.util.Arrays;

/**
 * What Hugging Face's tokenizers hold true of each code point, from a table of our own: they use tables of several
 * versions of Unicode (9 for normalisation, 16 for lower case, …), the JDK has another and each browser one more.
 */
final class Unicode {
    static final int LETTER = 1;
    static final int NUMBER = 2;
    static final int SPACE = 4;
    static final int PUNCTUATION = 8;
    /** {@code \w} of Rust's regular expressions. */
    static final int WORD = 16;
    /** Rust's {@code char::is_numeric}, of a newer Unicode than {@link #NUMBER}. */
    static final int NUMERIC = 32;
    /** What BERT's clean-up drops. */
    static final int CONTROL = 64;
    /** General category Mn, as BERT's accent stripping knows it. */
    static final int NONSPACING_MARK = 128;
    /** What {@code StripAccents} drops. */
    static final int COMBINING_MARK = 256;
    /** Above the flags stands the rank of the canonical combining class; 0 for starters. */
    static final int CLASS_SHIFT = 9;

    /** Where the properties of a block of 256 code points start in {@link #PROPERTIES}. */
    private static final short[] BLOCKS = new short[0x1100];

    private static final short[] PROPERTIES = expand(new Digits(UnicodeData.PROPERTIES));

    /** Which block of {@link #SHIFTS} a block of 256 code points has; 0 where nothing has a lower case. */
    private static final byte[] SHIFT_BLOCKS = new byte[0x1100];

    private static final int[] SHIFTS = shifts(new Digits(UnicodeData.LOWER_CASE));

    private Unicode() {}

    /** The lower case of a code point alone. U+0130, the only one that becomes two, is the caller's business. */
    static int lowerCase(int codePoint) {
        return codePoint + SHIFTS[(SHIFT_BLOCKS[codePoint >> 8] << 8) | (codePoint & 255)];
    }

    /** The flags of a code point, and its class above them. */
    static int of(int codePoint) {
        return PROPERTIES[(BLOCKS[codePoint >> 8] << 8) | (codePoint & 255)];
    }

    static boolean is(int codePoint, int flag) {
        return (of(codePoint) & flag) != 0;
    }

    static int combiningClass(int codePoint) {
        return of(codePoint) >> CLASS_SHIFT;
    }

    /** Blocks of one property are kept once. */
    private static short[] expand(Digits digits) {
        short[] kinds = new short[digits.next()];
        for (int i = 0; i < kinds.length; i++) {
            kinds[i] = (short) digits.next();
        }
        short[] pool = new short[256 * 512];
        short[] uniform = new short[kinds.length];
        int used = 0;
        int cp = 0;
        while (digits.hasNext()) {
            int kind = digits.next();
            int end = cp + digits.next();
            while (cp < end) {
                boolean wholeBlock = (cp & 255) == 0 && end - cp >= 256;
                if (wholeBlock && uniform[kind] != 0) {
                    BLOCKS[cp >> 8] = uniform[kind];
                    cp += 256;
                    continue;
                }
                if ((cp & 255) == 0) {
                    BLOCKS[cp >> 8] = (short) used++;
                    uniform[kind] = wholeBlock ? BLOCKS[cp >> 8] : uniform[kind];
                }
                int stop = Math.min(end, (cp | 255) + 1);
                int at = (BLOCKS[cp >> 8] << 8) | (cp & 255);
                Arrays.fill(pool, at, at + stop - cp, kinds[kind]);
                cp = stop;
            }
        }
        return Arrays.copyOf(pool, used << 8);
    }

    private static int[] shifts(Digits digits) {
        int[] shifts = new int[256 * 64];
        int blocks = 0;
        int cp = 0;
        int shift = 0;
        while (digits.hasNext()) {
            cp += digits.next();
            shift += digits.nextSigned();
            if (SHIFT_BLOCKS[cp >> 8] == 0) {
                SHIFT_BLOCKS[cp >> 8] = (byte) ++blocks;
            }
            shifts[(SHIFT_BLOCKS[cp >> 8] << 8) | (cp & 255)] = shift;
        }
        return Arrays.copyOf(shifts, (blocks + 1) << 8);
    }

    /** Reads the numbers that {@code UnicodeDataWriter} wrote. */
    static final class Digits {
        private final String text;
        private int at;

        Digits(String text) {
            this.text = text;
        }

        boolean hasNext() {
            return at < text.length();
        }

        int next() {
            int value = 0;
            int scale = 1;
            int digit = text.charAt(at++) - '#';
            while (digit >= 28) {
                value += (digit - 28) * scale;
                scale *= 28;
                digit = text.charAt(at++) - '#';
            }
            return value + digit * scale;
        }

        int nextSigned() {
            int value = next();
            return (value & 1) == 0 ? value >> 1 : -((value + 1) >> 1);
        }
    }
}
