package dev.nearside.browser.page.search;

/**
 * A part of a text, in UTF-16 units.
 *
 * @param end not part of it
 */
public record Range(int start, int end) {

    /** Whether no character is in it. */
    public boolean isEmpty() {
        return end <= start;
    }

    /** What it shares with another; empty if nothing. */
    public Range within(Range other) {
        return new Range(Math.max(start, other.start), Math.min(end, other.end));
    }

    /** The same characters, counted from {@code offset}. */
    public Range from(int offset) {
        return new Range(start - offset, end - offset);
    }
}
