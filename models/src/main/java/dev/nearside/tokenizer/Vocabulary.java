package dev.nearside.tokenizer;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The tokens of a model by id, and their ids by a hash over characters. */
final class Vocabulary {
    static final int NONE = -1;

    private final char[] pool;
    /** Where each token starts in the pool, with one more at the end; −1 − start where an id has no token. */
    private final int[] starts;

    private int longest;

    /** Hash and id + 1 by turns; made when first asked, by any thread. */
    private volatile int @Nullable [] slots;

    /** The ids of tokens of one low character, which spell bytes; made when first asked. */
    private volatile int @Nullable [] singles;

    Vocabulary(char[] pool, int[] starts) {
        this.pool = pool;
        this.starts = starts;
        for (int id = 0; id + 1 < starts.length; id++) {
            longest = has(id) ? Math.max(longest, length(id)) : longest;
        }
    }

    /** One more than the largest id. */
    int size() {
        return starts.length - 1;
    }

    /** The units of the longest token. */
    int longest() {
        return longest;
    }

    boolean has(int id) {
        return id >= 0 && id < size() && starts[id] >= 0;
    }

    int length(int id) {
        int end = starts[id + 1];
        return (end < 0 ? -1 - end : end) - starts[id];
    }

    char charAt(int id, int index) {
        return pool[starts[id] + index];
    }

    String token(int id) {
        return new String(pool, starts[id], length(id));
    }

    Optional<String> tokenOf(int id) {
        return has(id) ? Optional.of(token(id)) : Optional.empty();
    }

    OptionalInt idOf(String token) {
        int id = find(token.toCharArray(), 0, token.length());
        return id == NONE ? OptionalInt.empty() : OptionalInt.of(id);
    }

    /** The id of the token that is this one character, without the hash, or {@link #NONE}. */
    int findSingle(char character) {
        int[] known = singles;
        if (known == null) {
            known = new int[512];
            Arrays.fill(known, NONE);
            for (int id = 0; id < size(); id++) {
                if (has(id) && length(id) == 1 && charAt(id, 0) < known.length) {
                    known[charAt(id, 0)] = id;
                }
            }
            singles = known;
        }
        return character < known.length ? known[character] : find(new char[] {character}, 0, 1);
    }

    /** The id of the token that these characters are, or {@link #NONE}. */
    int find(char[] chars, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = extend(hash, chars[i]);
        }
        return find(hash, "", chars, from, to);
    }

    /** A hash goes on from that of the characters before. */
    static int extend(int hash, char c) {
        return (hash + c + 1) * 0x01000193;
    }

    static int hashOf(String text) {
        int hash = 0;
        for (int i = 0; i < text.length(); i++) {
            hash = extend(hash, text.charAt(i));
        }
        return hash;
    }

    /** The id of the token that is the prefix and then these characters, whose hash together is known. */
    int find(int hash, String prefix, char[] chars, int from, int to) {
        int[] known = slots;
        int[] table = known == null ? index() : known;
        int mask = table.length - 1;
        int slot = slotOf(hash, mask);
        while (table[slot + 1] != 0) {
            if (table[slot] == hash && equal(table[slot + 1] - 1, prefix, chars, from, to)) {
                return table[slot + 1] - 1;
            }
            slot = slot + 2 & mask;
        }
        return NONE;
    }

    private boolean equal(int id, String prefix, char[] chars, int from, int to) {
        int prefixed = prefix.length();
        int start = starts[id];
        if (length(id) != prefixed + to - from) {
            return false;
        }
        for (int i = 0; i < prefixed; i++) {
            if (pool[start + i] != prefix.charAt(i)) {
                return false;
            }
        }
        for (int i = from; i < to; i++) {
            if (pool[start + prefixed + i - from] != chars[i]) {
                return false;
            }
        }
        return true;
    }

    private static int slotOf(int hash, int mask) {
        int mixed = hash * 0x9E3779B9;
        return (mixed ^ mixed >>> 15) << 1 & mask;
    }

    private int[] index() {
        int capacity = 16;
        while (capacity < 2 * size()) {
            capacity *= 2;
        }
        int[] table = new int[2 * capacity];
        int mask = table.length - 1;
        for (int id = 0; id < size(); id++) {
            if (has(id)) {
                int hash = 0;
                int end = starts[id] + length(id);
                for (int i = starts[id]; i < end; i++) {
                    hash = extend(hash, pool[i]);
                }
                int slot = slotOf(hash, mask);
                while (table[slot + 1] != 0) {
                    slot = slot + 2 & mask;
                }
                table[slot] = hash;
                table[slot + 1] = id + 1;
            }
        }
        slots = table;
        return table;
    }
}
