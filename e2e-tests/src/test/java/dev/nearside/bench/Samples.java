package dev.nearside.bench;

import dev.nearside.json.JsonCursor;
import java.util.List;

/** Durations in milliseconds, and what is usually asked of them. */
final class Samples {
    private final List<Double> sorted;

    private Samples(List<Double> sorted) {
        this.sorted = sorted;
    }

    static Samples of(JsonCursor values) {
        return new Samples(
                values.items().stream().map(JsonCursor::asDouble).sorted().toList());
    }

    static Samples of(List<Double> values) {
        return new Samples(values.stream().sorted().toList());
    }

    double median() {
        return quantile(0.5);
    }

    /** The value below which that share of all lies. */
    private double quantile(double share) {
        return sorted.get((int) Math.round(share * (sorted.size() - 1)));
    }

    @Override
    public String toString() {
        return String.format(
                "median %.4f ms (p10 %.4f, p90 %.4f, %d runs)", median(), quantile(0.1), quantile(0.9), sorted.size());
    }
}
