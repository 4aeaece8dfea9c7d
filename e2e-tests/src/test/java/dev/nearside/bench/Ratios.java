package dev.nearside.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How two sides compare that were measured in turns. Medians: of the numbers, and of the ratios of neighbours in time, as
 * the machine is not the same from minute to minute.
 */
final class Ratios {
    private Ratios() {}

    /** Prints numbers of which the larger is the better. */
    static void printRates(String what, List<Double> ours, List<Double> theirs) {
        print(what, median(ours), median(theirs), of(ours, theirs));
    }

    /** Prints milliseconds, as seconds. */
    static void printTimes(String what, List<Double> ours, List<Double> theirs) {
        print(what, median(ours) / 1000, median(theirs) / 1000, of(theirs, ours));
    }

    private static void print(String what, double ours, double theirs, List<Double> ratios) {
        System.out.printf(
                "%-34s %10.2f %10.2f   ratio %.2f (%.2f to %.2f)%n",
                what, ours, theirs, median(ratios), Collections.min(ratios), Collections.max(ratios));
    }

    private static List<Double> of(List<Double> upper, List<Double> lower) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < upper.size(); i++) {
            ratios.add(upper.get(i) / lower.get(i));
        }
        return ratios;
    }

    static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return (sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2;
    }
}
