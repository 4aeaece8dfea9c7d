package dev.nearside.retrieval;

import java.util.Arrays;

/**
 * Numbers for terms, in the order in which they were first seen. A hash table over one pool of characters: looking a
 * term up makes no String, which in the browser costs more than all the rest of indexing.
 */
final class TermDictionary {
    private char[] pool = new char[1024];
    private int[] ends = new int[128];
    private int[] table = new int[256];
    private int size;

    int size() {
        return size;
    }

    /** The term's number; −1 if it was never added. */
    int find(char[] buffer, int length) {
        int slot = slot(buffer, length);
        return table[slot] - 1;
    }

    /** Copies a term's characters, for another dictionary. */
    int copyTerm(int number, char[] buffer) {
        int start = start(number);
        System.arraycopy(pool, start, buffer, 0, ends[number] - start);
        return ends[number] - start;
    }

    int findOrAdd(char[] buffer, int length) {
        int slot = slot(buffer, length);
        if (table[slot] == 0) {
            int start = start(size);
            if (start + length > pool.length) {
                pool = Arrays.copyOf(pool, Math.max(start + length, pool.length * 2));
            }
            System.arraycopy(buffer, 0, pool, start, length);
            if (size == ends.length) {
                ends = Arrays.copyOf(ends, size * 2);
            }
            ends[size++] = start + length;
            table[slot] = size;
            if (size * 2 > table.length) {
                grow();
            }
            return size - 1;
        }
        return table[slot] - 1;
    }

    private int start(int number) {
        return number == 0 ? 0 : ends[number - 1];
    }

    private int slot(char[] buffer, int length) {
        int mask = table.length - 1;
        int slot = hash(buffer, 0, length) & mask;
        while (table[slot] != 0 && !equals(table[slot] - 1, buffer, length)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private boolean equals(int number, char[] buffer, int length) {
        int start = start(number);
        if (ends[number] - start != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (pool[start + i] != buffer[i]) {
                return false;
            }
        }
        return true;
    }

    private void grow() {
        table = new int[table.length * 2];
        int mask = table.length - 1;
        for (int number = 0; number < size; number++) {
            int start = start(number);
            int slot = hash(pool, start, ends[number] - start) & mask;
            while (table[slot] != 0) {
                slot = (slot + 1) & mask;
            }
            table[slot] = number + 1;
        }
    }

    /** FNV-1a, with its bits mixed, as the table takes the lower ones. */
    private static int hash(char[] buffer, int start, int length) {
        int hash = 0x811c9dc5;
        for (int i = start; i < start + length; i++) {
            hash = (hash ^ buffer[i]) * 0x01000193;
        }
        return hash ^ (hash >>> 15);
    }
}
