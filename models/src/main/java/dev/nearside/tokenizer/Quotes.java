package dev.nearside.tokenizer;

import java.util.List;

/** The parts of a text in which special tokens are only their characters. */
final class Quotes {
    static final Quotes NONE = new Quotes(List.of(), 0);

    /** Start and end by turns, rising. */
    private final int[] borders;

    Quotes(List<TextSpan> spans, int length) {
        borders = new int[2 * spans.size()];
        int free = 0;
        for (int i = 0; i < spans.size(); i++) {
            TextSpan span = spans.get(i);
            if (span.start() < free || span.end() > length) {
                throw new IllegalArgumentException(span + " does not follow " + free + " in a text of " + length);
            }
            borders[2 * i] = span.start();
            borders[2 * i + 1] = span.end();
            free = span.end();
        }
    }

    /** Whether a part of the original text has a character in common with a quote. */
    boolean touch(int start, int end) {
        int next = 0;
        int high = borders.length;
        while (next < high) {
            int middle = (next + high) >>> 1;
            if (borders[middle] <= start) {
                next = middle + 1;
            } else {
                high = middle;
            }
        }
        // The first border behind the start is an end if the start is inside a quote.
        return next < borders.length && (next % 2 == 1 || borders[next] < end);
    }
}
