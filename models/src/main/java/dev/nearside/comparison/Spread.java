package dev.nearside.comparison;

import dev.nearside.json.JsonObject;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;

/**
 * How measured values lie, told so that one slow run does not move it.
 *
 * @param count how many there are, 1 or more
 * @param least of them
 * @param lower a quarter of them is below
 * @param median half of them is below
 * @param upper three quarters of them are below
 * @param most of them
 */
public record Spread(int count, double least, double lower, double median, double upper, double most) {

    /**
     * The spread of values; empty of none. Quantiles lie between neighbours (Hyndman and Fan's definition 7, that of R and
     * NumPy): {@code of(List.of(1.0, 2.0, 3.0, 4.0))} has the quartiles 1.75, 2.5 and 3.25.
     *
     * @throws IllegalArgumentException if one is no finite number
     */
    public static Optional<Spread> of(Collection<Double> values) {
        double[] sorted = new double[values.size()];
        int count = 0;
        for (double value : values) {
            if (Double.isNaN(value) || Double.isInfinite(value)) {
                throw new IllegalArgumentException("measured values are finite, not " + value);
            }
            sorted[count++] = value;
        }
        if (count == 0) {
            return Optional.empty();
        }
        Arrays.sort(sorted);
        return Optional.of(new Spread(
                count,
                sorted[0],
                quantile(sorted, 0.25),
                quantile(sorted, 0.5),
                quantile(sorted, 0.75),
                sorted[count - 1]));
    }

    private static double quantile(double[] sorted, double share) {
        double at = (sorted.length - 1) * share;
        int below = (int) at;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }

    /** {@code {"count":…,"least":…,"lower":…,"median":…,"upper":…,"most":…}}. */
    public JsonObject toJson() {
        return JsonObject.builder()
                .put("count", count)
                .put("least", least)
                .put("lower", lower)
                .put("median", median)
                .put("upper", upper)
                .put("most", most)
                .build();
    }
}
