package dev.nearside.tokenizer;

import java.util.Arrays;

/** Which two tokens become which, and in what order: a hash over pairs in one array, so that a look-up is one read of memory. */
final class Merges {
    static final int NONE = Integer.MAX_VALUE;
    private static final int WIDTH = 4;

    /** Left, right, rank and result by turns; −1 for left where a slot is free. */
    private final int[] slots;

    private final int mask;

    private Merges(int[] slots) {
        this.slots = slots;
        this.mask = slots.length / WIDTH - 1;
    }

    static Merges read(CompactReader in, int vocabularySize) {
        int count = in.count(3);
        int capacity = 16;
        while (3 * capacity < 4 * count) {
            capacity *= 2;
        }
        int[] slots = new int[WIDTH * capacity];
        Arrays.fill(slots, -1);
        Merges merges = new Merges(slots);
        int result = 0;
        for (int rank = 0; rank < count; rank++) {
            int left = in.number();
            int right = in.number();
            result += in.difference();
            if (left < 0
                    || left >= vocabularySize
                    || right < 0
                    || right >= vocabularySize
                    || result < 0
                    || result >= vocabularySize) {
                throw CompactReader.damaged("merge " + rank + " is of tokens that there are not");
            }
            merges.put(left, right, rank, result);
        }
        return merges;
    }

    private void put(int left, int right, int rank, int result) {
        int slot = slot(left, right);
        while (slots[slot] >= 0) {
            if (slots[slot] == left && slots[slot + 1] == right) {
                break;
            }
            slot = (slot + WIDTH) & (slots.length - 1);
        }
        slots[slot] = left;
        slots[slot + 1] = right;
        slots[slot + 2] = rank;
        slots[slot + 3] = result;
    }

    private int slot(int left, int right) {
        int mixed = (left * 0x9E3779B1 + right) * 0x85EBCA6B;
        return ((mixed ^ (mixed >>> 15)) & mask) * WIDTH;
    }

    /** Where the pair stands, or −1. */
    int find(int left, int right) {
        int slot = slot(left, right);
        while (slots[slot] >= 0) {
            if (slots[slot] == left && slots[slot + 1] == right) {
                return slot;
            }
            slot = (slot + WIDTH) & (slots.length - 1);
        }
        return -1;
    }

    /** The lower the earlier; {@link #NONE} if the pair does not merge. */
    int rank(int left, int right) {
        int place = find(left, right);
        return place < 0 ? NONE : slots[place + 2];
    }

    /** What a pair that merges becomes. */
    int result(int left, int right) {
        return slots[find(left, right) + 3];
    }

    /** The ids that merges make, each once or more. */
    int[] results() {
        int[] results = new int[mask + 1];
        int count = 0;
        for (int slot = 0; slot < slots.length; slot += WIDTH) {
            if (slots[slot] >= 0) {
                results[count++] = slots[slot + 3];
            }
        }
        return Arrays.copyOf(results, count);
    }
}
