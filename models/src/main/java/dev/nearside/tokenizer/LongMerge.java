package dev.nearside.tokenizer;

import java.util.Arrays;

/** Merges a long word in O(n log n): a heap of pairs by rank and then place, over a linked list of symbols. */
final class LongMerge {
    private final Symbols symbols;
    private final Merges merges;
    private final int[] next;
    private final int[] previous;
    private final int[] ranks;

    /** Rank and place in one number each; what is no longer so is thrown away when it comes up. */
    private long[] heap;

    private int heapSize;

    LongMerge(Symbols symbols, Merges merges) {
        this.symbols = symbols;
        this.merges = merges;
        int count = symbols.count;
        next = new int[count];
        previous = new int[count];
        ranks = new int[count];
        heap = new long[count];
    }

    void run() {
        int count = symbols.count;
        for (int i = 0; i < count; i++) {
            next[i] = i + 1 < count ? i + 1 : -1;
            previous[i] = i - 1;
        }
        for (int i = 0; i < count; i++) {
            consider(i);
        }
        while (heapSize > 0) {
            long top = pop();
            int at = (int) top;
            if (ranks[at] == (int) (top >>> 32)) {
                mergeAt(at);
            }
        }
        gather();
    }

    private void mergeAt(int at) {
        int right = next[at];
        symbols.ids[at] = merges.result(symbols.ids[at], symbols.ids[right]);
        symbols.ends[at] = symbols.ends[right];
        ranks[right] = Merges.NONE;
        next[at] = next[right];
        if (next[at] >= 0) {
            previous[next[at]] = at;
        }
        consider(at);
        if (previous[at] >= 0) {
            consider(previous[at]);
        }
    }

    private void consider(int at) {
        ranks[at] = next[at] < 0 ? Merges.NONE : merges.rank(symbols.ids[at], symbols.ids[next[at]]);
        if (ranks[at] != Merges.NONE) {
            push(((long) ranks[at] << 32) | at);
        }
    }

    private void gather() {
        int count = 0;
        for (int at = 0; at >= 0; at = next[at]) {
            symbols.ids[count] = symbols.ids[at];
            symbols.starts[count] = symbols.starts[at];
            symbols.ends[count++] = symbols.ends[at];
        }
        symbols.count = count;
    }

    private void push(long value) {
        if (heapSize == heap.length) {
            heap = Arrays.copyOf(heap, 2 * heapSize);
        }
        int at = heapSize++;
        while (at > 0 && heap[(at - 1) >> 1] > value) {
            heap[at] = heap[(at - 1) >> 1];
            at = (at - 1) >> 1;
        }
        heap[at] = value;
    }

    private long pop() {
        long top = heap[0];
        long last = heap[--heapSize];
        int at = 0;
        int child = 1;
        while (child < heapSize) {
            if (child + 1 < heapSize && heap[child + 1] < heap[child]) {
                child++;
            }
            if (heap[child] >= last) {
                break;
            }
            heap[at] = heap[child];
            at = child;
            child = 2 * at + 1;
        }
        heap[at] = last;
        return top;
    }
}
