package dev.nearside.vision;

import java.util.List;

/**
 * The classifier's answer.
 *
 * @param found whether a digit was found; else {@code index} is −1, {@code label} empty and {@code reason} says why
 * @param index the likeliest class, from 0
 * @param label its name
 * @param scores the probability of every class by index, together 1; empty if the model did not run. They are there too
 *     where the model ran and no class was likely enough
 * @param reason why no digit was found, for people; empty if one was
 * @param timings what took how long
 */
public record Classification(
        boolean found, int index, String label, List<Float> scores, String reason, Timings timings) {

    public Classification {
        scores = List.copyOf(scores);
    }

    /**
     * How long the steps took, in milliseconds.
     *
     * @param prepare finding and framing the digit; 0 if it came prepared
     * @param run the session's run; 0 if the model did not run
     */
    public record Timings(double prepare, double run) {}

    static Classification nothing(String reason, List<Float> scores, Timings timings) {
        return new Classification(false, -1, "", scores, reason, timings);
    }
}
