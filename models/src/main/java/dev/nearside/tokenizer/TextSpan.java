package dev.nearside.tokenizer;

/**
 * A part of a text in UTF-16 units.
 *
 * @param start where it begins
 * @param end where it ends: the unit behind its last
 */
public record TextSpan(int start, int end) {

    public TextSpan {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("no part of a text: " + start + " to " + end);
        }
    }
}
