package dev.nearside.tokenizer;

import java.util.Arrays;

/** The tokens of words seen before, as text repeats itself. Of fixed size: when it is full it starts over. */
final class WordCache {
    private static final int SLOTS = 1 << 14;
    private static final int MAX_WORDS = SLOTS / 4 * 3;
    private static final int MAX_UNITS = 32;
    private static final int MAX_TOKENS = 48;
    private static final int WIDTH = 4;

    /** Hash, place of the key + 1, length of the key and count of tokens, place of the tokens, by turns. */
    private final int[] slots = new int[WIDTH * SLOTS];

    private final char[] keys = new char[1 << 17];
    /** Id and span by turns; the span counts units from the word's start, in one number. */
    private final int[] values = new int[1 << 17];

    private int words;
    private int usedKeys;
    private int usedValues;

    static boolean takes(int units) {
        return units <= MAX_UNITS;
    }

    static int hash(char[] chars, int start, int end) {
        int hash = end - start;
        for (int i = start; i < end; i++) {
            hash = (hash + chars[i]) * 0x01000193;
        }
        return hash ^ (hash >>> 15);
    }

    /** Adds the word's tokens if they are known. */
    boolean copy(int hash, char[] chars, int start, int end, Tokens out) {
        int slot = (hash & (SLOTS - 1)) * WIDTH;
        while (slots[slot + 1] != 0) {
            if (slots[slot] == hash && isKey(slot, chars, start, end)) {
                int count = slots[slot + 2] & 0xFFFF;
                int place = slots[slot + 3];
                for (int i = 0; i < count; i++) {
                    int span = values[place + 2 * i + 1];
                    out.add(values[place + 2 * i], start + (span >> 8), start + (span & 255));
                }
                return true;
            }
            slot = (slot + WIDTH) & (WIDTH * SLOTS - 1);
        }
        return false;
    }

    private boolean isKey(int slot, char[] chars, int start, int end) {
        int length = end - start;
        if (slots[slot + 2] >> 16 != length) {
            return false;
        }
        int key = slots[slot + 1] - 1;
        for (int i = 0; i < length; i++) {
            if (keys[key + i] != chars[start + i]) {
                return false;
            }
        }
        return true;
    }

    /** Remembers that the tokens from one on are those of the word. */
    void put(int hash, char[] chars, int start, int end, Tokens tokens, int from) {
        int count = tokens.count - from;
        int length = end - start;
        if (count > MAX_TOKENS) {
            return;
        }
        if (words == MAX_WORDS || usedKeys + length > keys.length || usedValues + 2 * count > values.length) {
            Arrays.fill(slots, 0);
            words = 0;
            usedKeys = 0;
            usedValues = 0;
        }
        int slot = (hash & (SLOTS - 1)) * WIDTH;
        while (slots[slot + 1] != 0) {
            slot = (slot + WIDTH) & (WIDTH * SLOTS - 1);
        }
        slots[slot] = hash;
        slots[slot + 1] = usedKeys + 1;
        slots[slot + 2] = (length << 16) | count;
        slots[slot + 3] = usedValues;
        System.arraycopy(chars, start, keys, usedKeys, length);
        usedKeys += length;
        for (int i = from; i < tokens.count; i++) {
            values[usedValues++] = tokens.ids[i];
            values[usedValues++] = ((tokens.spans[2 * i] - start) << 8) | (tokens.spans[2 * i + 1] - start);
        }
        words++;
    }
}
