package dev.nearside.retrieval;

import dev.nearside.retrieval.words.Analyser;
import java.util.Arrays;

/**
 * A text's runs of three terms, as hashes, to tell copies from texts that are merely about the same (Broder, "On the
 * resemblance and containment of documents", 1997). One changed word changes three of them.
 */
final class Shingles {
    private static final int LENGTH = 3;

    private final int[] sorted;

    private Shingles(int[] sorted) {
        this.sorted = sorted;
    }

    static Shingles of(String text, int from, int to, Analyser analyser) {
        Collector collector = new Collector();
        analyser.analyse(text, from, to, collector::add);
        return new Shingles(collector.distinct());
    }

    /** The shared part of all runs of both, 0 to 1; two texts without any terms share nothing. */
    double resemblance(Shingles other) {
        int shared = 0;
        int i = 0;
        int j = 0;
        while (i < sorted.length && j < other.sorted.length) {
            if (sorted[i] == other.sorted[j]) {
                shared++;
                i++;
                j++;
            } else if (sorted[i] < other.sorted[j]) {
                i++;
            } else {
                j++;
            }
        }
        int all = sorted.length + other.sorted.length - shared;
        return all == 0 ? 0 : (double) shared / all;
    }

    private static final class Collector {
        private final int[] last = new int[LENGTH];
        private int[] hashes = new int[256];
        private int count;
        private int terms;

        void add(char[] buffer, int length, int start, int end) {
            int hash = 17;
            for (int i = 0; i < length; i++) {
                hash = hash * 31 + buffer[i];
            }
            last[terms % LENGTH] = hash;
            terms++;
            if (terms >= LENGTH) {
                addRun();
            }
        }

        private void addRun() {
            if (count == hashes.length) {
                hashes = Arrays.copyOf(hashes, count * 2);
            }
            int run = 0;
            for (int i = 0; i < LENGTH; i++) {
                run = (run ^ last[(terms + i) % LENGTH]) * 0x9e3779b1;
            }
            hashes[count++] = run;
        }

        /** Sorted. A text shorter than a run is one run on its own. */
        int[] distinct() {
            if (count == 0 && terms > 0) {
                addRun();
            }
            Arrays.sort(hashes, 0, count);
            int distinct = 0;
            for (int i = 0; i < count; i++) {
                if (i == 0 || hashes[i] != hashes[i - 1]) {
                    hashes[distinct++] = hashes[i];
                }
            }
            return Arrays.copyOf(hashes, distinct);
        }
    }
}
