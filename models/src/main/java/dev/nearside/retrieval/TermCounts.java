package dev.nearside.retrieval;

import java.util.Arrays;

/** How often each term is in one chunk, in the order of their first places. Used again for every chunk. */
final class TermCounts {
    private int[] terms = new int[64];
    private int[] frequencies = new int[64];
    /** By term: its place in {@code terms}; whatever does not point back at the term is stale. */
    private int[] places = new int[1024];

    private int size;
    private int total;

    void clear() {
        size = 0;
        total = 0;
    }

    void add(int term) {
        if (term >= places.length) {
            places = Arrays.copyOf(places, Math.max(term + 1, places.length * 2));
        }
        total++;
        int place = places[term];
        if (place < size && terms[place] == term) {
            frequencies[place]++;
            return;
        }
        if (size == terms.length) {
            terms = Arrays.copyOf(terms, size * 2);
            frequencies = Arrays.copyOf(frequencies, size * 2);
        }
        places[term] = size;
        terms[size] = term;
        frequencies[size++] = 1;
    }

    int[] terms() {
        return terms;
    }

    int[] frequencies() {
        return frequencies;
    }

    int size() {
        return size;
    }

    /** How many terms were added, with repetitions. */
    int total() {
        return total;
    }
}
