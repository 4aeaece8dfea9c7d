package dev.nearside.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How far two greedy answers to one prompt are the same. After their first difference they are about something else.
 *
 * @param same tokens before the first difference
 * @param length tokens of an answer
 * @param largestDifference of the log-probabilities of the likeliest tokens, in all places that have the same text before
 *     them
 * @param gap how much nearer each side is to its own token than to the other's at the first difference, in logits; 0 if
 *     there is none, infinite if a side does not have the other's token among its likeliest
 */
record Agreement(int same, int length, double largestDifference, double gap, String differing) {

    static Agreement of(List<Spoken> some, List<Spoken> others) {
        if (some.size() != others.size()) {
            throw new IllegalStateException("answers of " + some.size() + " and " + others.size() + " tokens");
        }
        double largest = 0;
        for (int i = 0; i < some.size(); i++) {
            Spoken one = some.get(i);
            Spoken other = others.get(i);
            largest = Math.max(largest, difference(one.likely(), other.likely()));
            if (!one.token().equals(other.token())) {
                double gap = Math.max(gap(one, other.token()), gap(other, one.token()));
                return new Agreement(
                        i, some.size(), largest, gap, "JVM '" + one.token() + "', tab '" + other.token() + "'");
            }
        }
        return new Agreement(some.size(), some.size(), largest, 0, "");
    }

    private static double difference(Map<String, Double> some, Map<String, Double> others) {
        double largest = 0;
        for (Map.Entry<String, Double> entry : some.entrySet()) {
            Double other = others.get(entry.getKey());
            if (other != null) {
                largest = Math.max(largest, Math.abs(other - entry.getValue()));
            }
        }
        return largest;
    }

    private static double gap(Spoken side, String otherToken) {
        Double own = side.likely().get(side.token());
        Double other = side.likely().get(otherToken);
        return own == null || other == null ? Double.POSITIVE_INFINITY : own - other;
    }

    /** Whether they are the same, or differ where logits are nearer to each other than that. */
    boolean isWithin(double tolerance) {
        return gap <= tolerance;
    }

    String describe(int prompt) {
        String where = same == length
                ? "all the same"
                : String.format(Locale.ROOT, "differs at %d: %s, logits %.4f apart", same, differing, gap);
        return String.format(
                Locale.ROOT,
                "prompt %d: %d tokens, %s; log-probabilities within %.4f",
                prompt + 1,
                length,
                where,
                largestDifference);
    }
}
