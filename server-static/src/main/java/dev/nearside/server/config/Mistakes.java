package dev.nearside.server.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What is wrong with a file, gathered, so that all of it can be mended at once. */
final class Mistakes {
    private final List<Mistake> found = new ArrayList<>();

    /** One of them. */
    private record Mistake(Position at, String what) {}

    void add(Position at, String what) {
        found.add(new Mistake(at, what));
    }

    /** What is wrong with the value of a key. */
    void add(Position at, String name, String what) {
        add(at, name + ": " + what);
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    /** What they are, without their places. */
    List<String> texts() {
        return found.stream().map(Mistake::what).toList();
    }

    /** A line for each, {@code FILE:LINE:COLUMN: WHAT}, in the order of the file. */
    List<String> lines(String file) {
        return found.stream()
                .sorted(Comparator.comparing(Mistake::at))
                .map(one -> file + ":" + one.at.line() + ":" + one.at.column() + ": " + one.what)
                .distinct()
                .toList();
    }
}
