package dev.nearside.tokenizer;

import java.util.Arrays;

/**
 * NFC, NFD, NFKC and NFKD (UAX #15), with spans as the Rust crate {@code unicode-normalization-alignments} reports them.
 */
final class UnicodeNormalizer implements Normalizer {
    /** More than there are canonical combining classes. */
    private static final int CLASSES = 64;

    private final boolean compatible;
    private final boolean composes;

    UnicodeNormalizer(boolean compatible, boolean composes) {
        this.compatible = compatible;
        this.composes = composes;
    }

    @Override
    public void normalize(Text text) {
        if (!isNormal(text)) {
            new Run(text).go();
        }
    }

    private boolean isNormal(Text text) {
        // Nothing below has a decomposition, a class, or changes in NFC.
        int limit = compatible ? 0xA0 : composes ? 0x300 : 0xC0;
        int at = 0;
        while (at < text.length && text.chars[at] < limit) {
            at++;
        }
        while (at < text.length) {
            int cp = text.codePoint(at);
            boolean normal = composes
                    ? Decompositions.canonical().isStable(cp)
                    : !Decompositions.canonical().decomposes(cp) && Unicode.combiningClass(cp) == 0;
            if (!normal || (compatible && decomposesFurther(cp))) {
                return false;
            }
            at += Text.units(cp);
        }
        return true;
    }

    private static boolean decomposesFurther(int cp) {
        return Decompositions.compatible().decomposes(cp) && !Decompositions.isHangul(cp);
    }

    /** One text's normalisation. A change is 0 for a character that replaces one, 1 for one more, −n if n go. */
    private final class Run {
        private final Decompositions canonical = Decompositions.canonical();
        private final Text text;

        /** Marks that wait for their starter's last one, in threes: class, code point, change. */
        private int[] pending = new int[96];

        private int pendingSize;
        private boolean sorted = true;

        /** The starter that may still compose, or −1; and the marks that stay behind it. */
        private int composee = -1;

        private int composeeChange;
        private int[] blocked = new int[64];
        private int blockedSize;
        private int lastClass;

        private int readAt;

        Run(Text text) {
            this.text = text;
        }

        void go() {
            text.beginEdit();
            while (readAt < text.length) {
                int cp = text.codePoint(readAt);
                readAt += Text.units(cp);
                decompose(cp);
            }
            flushPending();
            flushComposed();
            text.endEdit();
        }

        private void decompose(int cp) {
            if (compatible && decomposesFurther(cp)) {
                pushParts(Decompositions.compatible(), cp);
            } else if (Decompositions.isHangul(cp)) {
                push(Decompositions.jamo(cp, 0), 0);
                push(Decompositions.jamo(cp, 1), 1);
                int last = Decompositions.jamo(cp, 2);
                if (last != 0) {
                    push(last, 1);
                }
            } else if (canonical.decomposes(cp)) {
                pushParts(canonical, cp);
            } else {
                push(cp, 0);
            }
        }

        private void pushParts(Decompositions table, int cp) {
            int place = table.place(cp);
            int count = table.part(place);
            for (int i = 1; i <= count; i++) {
                push(table.part(place + i), i == 1 ? 0 : 1);
            }
        }

        private void push(int cp, int change) {
            int rank = Unicode.combiningClass(cp);
            if (rank == 0) {
                flushPending();
                emit(cp, 0, change);
                return;
            }
            if (pendingSize + 3 > pending.length) {
                pending = Arrays.copyOf(pending, 2 * pending.length);
            }
            pending[pendingSize] = rank;
            pending[pendingSize + 1] = cp;
            pending[pendingSize + 2] = change;
            sorted &= pendingSize == 0 || pending[pendingSize - 3] <= rank;
            pendingSize += 3;
        }

        private void flushPending() {
            int[] marks = sorted ? pending : sortedByClass();
            int size = pendingSize;
            pendingSize = 0;
            sorted = true;
            for (int i = 0; i < size; i += 3) {
                emit(marks[i + 1], marks[i], marks[i + 2]);
            }
        }

        /** Stable, and in time that grows with the length alone, however many marks are piled up. */
        private int[] sortedByClass() {
            int[] places = new int[CLASSES + 1];
            for (int i = 0; i < pendingSize; i += 3) {
                places[pending[i] + 1] += 3;
            }
            for (int rank = 1; rank <= CLASSES; rank++) {
                places[rank] += places[rank - 1];
            }
            int[] result = new int[pendingSize];
            for (int i = 0; i < pendingSize; i += 3) {
                System.arraycopy(pending, i, result, places[pending[i]], 3);
                places[pending[i]] += 3;
            }
            return result;
        }

        private void emit(int cp, int rank, int change) {
            if (!composes) {
                write(cp, change);
            } else if (composee < 0) {
                if (rank == 0) {
                    composee = cp;
                    composeeChange = change;
                } else {
                    write(cp, change);
                }
            } else {
                composeOrKeep(cp, rank, change);
            }
        }

        private void composeOrKeep(int cp, int rank, int change) {
            boolean adjacent = blockedSize == 0;
            int composite = adjacent || lastClass < rank ? canonical.compose(composee, cp) : 0;
            if (composite != 0) {
                composee = composite;
                composeeChange += change - 1;
            } else if (rank == 0) {
                flushComposed();
                composee = cp;
                composeeChange = change;
            } else {
                if (blockedSize + 2 > blocked.length) {
                    blocked = Arrays.copyOf(blocked, 2 * blocked.length);
                }
                blocked[blockedSize++] = cp;
                blocked[blockedSize++] = change;
                lastClass = rank;
            }
        }

        private void flushComposed() {
            if (composee >= 0) {
                write(composee, composeeChange);
            }
            for (int i = 0; i < blockedSize; i += 2) {
                write(blocked[i], blocked[i + 1]);
            }
            composee = -1;
            blockedSize = 0;
        }

        private void write(int cp, int change) {
            if (change > 0) {
                text.insert(cp);
            } else {
                text.replace(cp, -change);
            }
        }
    }
}
