package dev.nearside.tokenizer;

import java.util.Arrays;
import java.util.BitSet;

/** What characters decompose to and what pairs compose to, in the version of Unicode that Hugging Face uses. */
final class Decompositions {
    /** The table is laid out when a text first needs it, and then shared. */
    private static final class Canonical {
        static final Decompositions TABLE = new Decompositions(UnicodeData.CANONICAL);
    }

    private static final class Compatible {
        static final Decompositions TABLE = new Decompositions(UnicodeData.COMPATIBLE);
    }

    private static final int HANGUL = 0xAC00;
    private static final int HANGUL_COUNT = 11172;
    private static final int L = 0x1100;
    private static final int V = 0x1161;
    private static final int T = 0x11A7;
    private static final int V_COUNT = 21;
    private static final int T_COUNT = 28;

    private static final int SLOTS = 1 << 13;

    private final BitSet decomposes = new BitSet();
    /** Characters that NFC changes or that may join the one before them. */
    private final BitSet unstable = new BitSet();

    private final int[] slotOf = new int[SLOTS];
    private final int[] places = new int[SLOTS];
    private int[] parts = new int[8192];

    private final long[] pairs = new long[SLOTS];
    private final int[] composed = new int[SLOTS];

    private Decompositions(String data) {
        Unicode.Digits digits = new Unicode.Digits(data);
        int used = 0;
        int cp = 0;
        int first = 0;
        BitSet apart = new BitSet();
        while (digits.hasNext()) {
            cp += digits.next();
            int head = digits.next();
            int count = head >> 1;
            parts = used + count + 1 > parts.length ? Arrays.copyOf(parts, 2 * parts.length) : parts;
            add(cp, used);
            parts[used++] = count;
            first += digits.nextSigned();
            parts[used] = first;
            for (int i = 1; i < count; i++) {
                parts[used + i] = parts[used + i - 1] + digits.nextSigned();
            }
            used += count;
            decomposes.set(cp);
            apart.set(cp, (head & 1) == 1);
        }
        unstable.or(apart);
        addPairs(apart);
    }

    static Decompositions canonical() {
        return Canonical.TABLE;
    }

    /** Only what decomposes further than {@link #canonical} says. */
    static Decompositions compatible() {
        return Compatible.TABLE;
    }

    private void add(int codePoint, int place) {
        int slot = codePoint & SLOTS - 1;
        while (slotOf[slot] != 0) {
            slot = slot + 1 & SLOTS - 1;
        }
        slotOf[slot] = codePoint;
        places[slot] = place;
    }

    /** The shorter a decomposition the earlier, as the longer ones build on what the shorter ones compose to. */
    private void addPairs(BitSet apart) {
        for (int count = 2; count <= 4; count++) {
            for (int cp = decomposes.nextSetBit(0); cp >= 0; cp = decomposes.nextSetBit(cp + 1)) {
                int place = place(cp);
                if (parts[place] == count && !apart.get(cp)) {
                    int head = parts[place + 1];
                    for (int i = 2; i < count; i++) {
                        head = compose(head, parts[place + i]);
                    }
                    addPair(head, parts[place + count], cp);
                }
            }
        }
    }

    private void addPair(int first, int second, int composite) {
        long pair = pair(first, second);
        int slot = slot(pair);
        while (pairs[slot] != 0) {
            slot = slot + 1 & SLOTS - 1;
        }
        pairs[slot] = pair;
        composed[slot] = composite;
        unstable.set(second);
    }

    private static long pair(int first, int second) {
        return ((long) first << 32) | second;
    }

    private static int slot(long pair) {
        return (int) ((pair * 0x9E3779B97F4A7C15L) >>> 51);
    }

    static boolean isHangul(int codePoint) {
        return codePoint >= HANGUL && codePoint < HANGUL + HANGUL_COUNT;
    }

    boolean decomposes(int codePoint) {
        return decomposes.get(codePoint) || isHangul(codePoint);
    }

    /** Whether NFC surely leaves the character alone, whatever stands before it. */
    boolean isStable(int codePoint) {
        boolean vowelOrFinal = codePoint >= V && codePoint <= T + T_COUNT;
        return Unicode.combiningClass(codePoint) == 0 && !vowelOrFinal && !unstable.get(codePoint);
    }

    /** Where the parts of a character that decomposes stand: first their count. */
    int place(int codePoint) {
        int slot = codePoint & SLOTS - 1;
        while (slotOf[slot] != codePoint) {
            slot = slot + 1 & SLOTS - 1;
        }
        return places[slot];
    }

    int part(int place) {
        return parts[place];
    }

    /** The {@code index}-th jamo of a Hangul syllable, from 0; 0 where there is none. */
    static int jamo(int syllable, int index) {
        int offset = syllable - HANGUL;
        return switch (index) {
            case 0 -> L + offset / (V_COUNT * T_COUNT);
            case 1 -> V + offset / T_COUNT % V_COUNT;
            default -> offset % T_COUNT == 0 ? 0 : T + offset % T_COUNT;
        };
    }

    /** What two characters compose to; 0 if they do not. */
    int compose(int first, int second) {
        if (second >= V && second <= T + T_COUNT) {
            return composeHangul(first, second);
        }
        long pair = pair(first, second);
        int slot = slot(pair);
        while (pairs[slot] != 0) {
            if (pairs[slot] == pair) {
                return composed[slot];
            }
            slot = slot + 1 & SLOTS - 1;
        }
        return 0;
    }

    private static int composeHangul(int first, int second) {
        if (first >= L && first < L + 19 && second < V + V_COUNT) {
            return HANGUL + ((first - L) * V_COUNT + second - V) * T_COUNT;
        }
        boolean open = isHangul(first) && (first - HANGUL) % T_COUNT == 0;
        return open && second > T && second < T + T_COUNT ? first + second - T : 0;
    }
}
