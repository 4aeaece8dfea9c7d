package dev.nearside.tokenizer;

import java.util.Arrays;

/**
 * A text on its way through the normalizers: UTF-16 units, and for each the span of the original text that it stands
 * for. The spans follow Hugging Face's {@code NormalizedString}, odd cases included: a character that replaces another
 * has its span, one that is inserted has the span of the one before it.
 *
 * <p>An edit goes through the text from its start to its end: {@link #beginEdit}, then for each character
 * {@link #replace}, {@link #insert} or {@link #drop}, then {@link #endEdit}.
 */
final class Text {
    /** What is larger is given back after use. */
    private static final int KEPT_UNITS = 1 << 20;

    private static final char REPLACEMENT = '\uFFFD';

    char[] chars = new char[256];
    int length;

    /** Where the next character of an edit is read. */
    int at;

    private int[] starts = new int[0];
    private int[] ends = new int[0];
    private boolean aligned;
    private int origin;

    private char[] newChars = new char[0];
    private int[] newStarts = new int[0];
    private int[] newEnds = new int[0];
    private int newLength;

    /** Takes a part of a text; surrogates that stand alone become U+FFFD. */
    void set(String text, int from, int to) {
        length = to - from;
        if (chars.length < length) {
            chars = new char[length + length / 4];
        }
        text.getChars(from, to, chars, 0);
        aligned = false;
        origin = from;
        mendSurrogates(chars, length);
    }

    private static void mendSurrogates(char[] chars, int length) {
        for (int i = 0; i < length; i++) {
            if ((chars[i] & 0xF800) == 0xD800) {
                if (chars[i] < 0xDC00 && i + 1 < length && (chars[i + 1] & 0xFC00) == 0xDC00) {
                    i++;
                } else {
                    chars[i] = REPLACEMENT;
                }
            }
        }
    }

    /** Where in the original text the unit's character starts. */
    int start(int unit) {
        return aligned ? starts[unit] : origin + unit;
    }

    /** Where in the original text the character ends that ends before this unit. */
    int end(int unit) {
        return aligned ? ends[unit - 1] : origin + unit;
    }

    int codePoint(int unit) {
        return codePoint(chars, unit, length);
    }

    static int codePoint(char[] chars, int unit, int limit) {
        char high = chars[unit];
        return (high & 0xFC00) == 0xD800 && unit + 1 < limit
                ? 0x10000 + ((high & 0x3FF) << 10) + (chars[unit + 1] & 0x3FF)
                : high;
    }

    /** The code point that ends before this unit. */
    static int codePointBefore(char[] chars, int unit, int limit) {
        char low = chars[unit - 1];
        return (low & 0xFC00) == 0xDC00 && unit - 2 >= limit
                ? 0x10000 + ((chars[unit - 2] & 0x3FF) << 10) + (low & 0x3FF)
                : low;
    }

    static int units(int codePoint) {
        return codePoint < 0x10000 ? 1 : 2;
    }

    void beginEdit() {
        at = 0;
        newLength = 0;
        reserve(length + 16);
    }

    /** How long the new text is so far. */
    int newLength() {
        return newLength;
    }

    /** Puts a character in the place of the next one, and leaves out as many characters after that as are said. */
    void replace(int codePoint, int dropped) {
        int units = units(codePoint(at));
        put(codePoint, start(at), end(at + units));
        at += units;
        drop(dropped);
    }

    /** Puts a character that was not there: it shares the span of the one before it in the old text. */
    void insert(int codePoint) {
        if (at == 0) {
            put(codePoint, origin, origin);
        } else {
            put(codePoint, start(at - units(codePointBefore(chars, at, 0))), end(at));
        }
    }

    /** Leaves out so many characters. */
    void drop(int characters) {
        for (int i = 0; i < characters; i++) {
            at += units(codePoint(at));
        }
    }

    /** Keeps the characters up to this unit as they are. */
    void keepTo(int unit) {
        int count = unit - at;
        reserve(newLength + count);
        System.arraycopy(chars, at, newChars, newLength, count);
        if (aligned) {
            System.arraycopy(starts, at, newStarts, newLength, count);
            System.arraycopy(ends, at, newEnds, newLength, count);
        } else {
            for (int i = 0; i < count; i++) {
                boolean low = (chars[at + i] & 0xFC00) == 0xDC00;
                boolean high = (chars[at + i] & 0xFC00) == 0xD800;
                newStarts[newLength + i] = origin + at + i - (low ? 1 : 0);
                newEnds[newLength + i] = origin + at + i + (high ? 2 : 1);
            }
        }
        newLength += count;
        at = unit;
    }

    void endEdit() {
        char[] oldChars = chars;
        int[] oldStarts = starts;
        int[] oldEnds = ends;
        chars = newChars;
        starts = newStarts;
        ends = newEnds;
        newChars = oldChars;
        newStarts = oldStarts;
        newEnds = oldEnds;
        length = newLength;
        aligned = true;
    }

    /** Puts a character with a span of the caller's choice. */
    void put(int codePoint, int start, int end) {
        if (newLength + 2 > newChars.length) {
            reserve(newLength + 2 + newLength / 2);
        }
        if (codePoint < 0x10000) {
            newChars[newLength] = (char) codePoint;
        } else {
            newChars[newLength] = (char) (0xD7C0 + (codePoint >> 10));
            newStarts[newLength] = start;
            newEnds[newLength++] = end;
            newChars[newLength] = (char) (0xDC00 | (codePoint & 0x3FF));
        }
        newStarts[newLength] = start;
        newEnds[newLength++] = end;
    }

    /** Puts characters that share the span of the old text's character at this unit. */
    void putSharing(String characters, int unit) {
        int start = start(unit);
        int end = end(unit + units(codePoint(unit)));
        for (int i = 0; i < characters.length(); ) {
            int cp = characters.codePointAt(i);
            put(cp, start, end);
            i += units(cp);
        }
    }

    private void reserve(int units) {
        if (newChars.length < units) {
            newChars = Arrays.copyOf(newChars, units);
        }
        if (newStarts.length < newChars.length) {
            newStarts = Arrays.copyOf(newStarts, newChars.length);
            newEnds = Arrays.copyOf(newEnds, newChars.length);
        }
    }

    /** Gives back what only a very long text needed. */
    void trim() {
        if (chars.length > KEPT_UNITS || newChars.length > KEPT_UNITS) {
            chars = new char[256];
            starts = new int[0];
            ends = new int[0];
            newChars = new char[0];
            newStarts = new int[0];
            newEnds = new int[0];
            length = 0;
        }
    }

    @Override
    public String toString() {
        return new String(chars, 0, length);
    }
}
