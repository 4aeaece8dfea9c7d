package dev.nearside.tokenizer;

import java.util.Arrays;
import java.util.BitSet;

/** Strings with a number each, found as the longest that starts at a place. Threads may share it once it is filled. */
final class CharTrie {
    /** Node and character in one, or 0; a node's number is where it was made, from 1 for the root. */
    private long[] keys = new long[64];

    private int[] children = new int[64];
    private int[] values = new int[32];
    private int nodes = 1;
    private final BitSet firsts = new BitSet();

    boolean isEmpty() {
        return nodes == 1;
    }

    void put(String text, int value) {
        firsts.set(text.charAt(0));
        int node = 1;
        for (int i = 0; i < text.length(); i++) {
            node = childOrNew(node, text.charAt(i));
        }
        values[node] = value + 1;
    }

    /** The first place from here on where a string may start, or the limit. */
    int nextStart(char[] chars, int from, int limit) {
        int at = from;
        while (at < limit && !firsts.get(chars[at])) {
            at++;
        }
        return at;
    }

    /** The end of the longest string that starts here, and its number in the low half; or −1. */
    long longestFrom(char[] chars, int from, int limit) {
        long longest = -1;
        int node = 1;
        for (int at = from; at < limit; ) {
            node = child(node, chars[at++]);
            if (node == 0) {
                break;
            }
            if (values[node] != 0) {
                longest = ((long) at << 32) | (values[node] - 1);
            }
        }
        return longest;
    }

    /** The node of a string that goes on by this character, or 0; the root is 1. */
    int child(int node, char c) {
        long key = key(node, c);
        int mask = keys.length - 1;
        int slot = slot(key, mask);
        while (keys[slot] != 0) {
            if (keys[slot] == key) {
                return children[slot];
            }
            slot = slot + 1 & mask;
        }
        return 0;
    }

    /** The number of the string that ends at this node, or −1. */
    int value(int node) {
        return values[node] - 1;
    }

    private int childOrNew(int node, char c) {
        int child = child(node, c);
        if (child == 0) {
            if (2 * nodes > keys.length) {
                grow();
            }
            child = ++nodes;
            values = child < values.length ? values : Arrays.copyOf(values, 2 * child);
            insert(key(node, c), child);
        }
        return child;
    }

    private static long key(int node, char c) {
        return ((long) node << 16) | c;
    }

    private void insert(long key, int child) {
        int mask = keys.length - 1;
        int slot = slot(key, mask);
        while (keys[slot] != 0) {
            slot = slot + 1 & mask;
        }
        keys[slot] = key;
        children[slot] = child;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldChildren = children;
        keys = new long[2 * oldKeys.length];
        children = new int[keys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != 0) {
                insert(oldKeys[i], oldChildren[i]);
            }
        }
    }

    private static int slot(long key, int mask) {
        return (int) ((key * 0x9E3779B97F4A7C15L) >>> 32) & mask;
    }
}
