package dev.nearside.browser.page.search;

/**
 * A part of a text, in UTF-16 units.
 *
 * @param end not part of it
 */
record Range(int start, int end) {

    boolean isEmpty() {
        return end <= start;
    }

    /** What it shares with another; empty if nothing. */
    Range within(Range other) {
        return new Range(Math.max(start, other.start), Math.min(end, other.end));
    }

    /** The same characters, counted from {@code offset}. */
    Range from(int offset) {
        return new Range(start - offset, end - offset);
    }
}
