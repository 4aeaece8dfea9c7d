package dev.nearside.server.config;

import java.util.Comparator;

/**
 * A place in a text.
 *
 * @param line from 1
 * @param column from 1, in characters of Unicode
 */
record Position(int line, int column) implements Comparable<Position> {
    /** Where every file begins. */
    static final Position START = new Position(1, 1);

    private static final Comparator<Position> ORDER =
            Comparator.comparingInt(Position::line).thenComparingInt(Position::column);

    @Override
    public int compareTo(Position other) {
        return ORDER.compare(this, other);
    }
}
