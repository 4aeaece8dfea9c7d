package dev.nearside.comparison;

import dev.nearside.json.JsonArray;
import dev.nearside.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * From how long a prompt on another back end's first token comes sooner. Times to the first token are taken to rise in a
 * straight line with the prompt's tokens, which needs prompts of three different lengths, the longest twice the shortest;
 * nothing is said of lengths that were not measured.
 *
 * @param nearer who is quicker below
 * @param further who is quicker from there on
 * @param promptTokens where both are as quick; 0 if the further one is quicker at every length that was measured
 * @param firstTokenMillis how long both take there; the further one at the shortest, if it is always quicker
 */
public record BreakEven(Contestant nearer, Contestant further, int promptTokens, long firstTokenMillis) {
    private static final int FEWEST_LENGTHS = 3;

    /** Where two contestants are as quick; empty if the nearer one is always quicker, or what was measured does not tell. */
    static Optional<BreakEven> between(Contestant nearer, Contestant further, List<Measure> measures) {
        List<Line.Point> nearPoints = points(nearer, measures);
        List<Line.Point> farPoints = points(further, measures);
        List<Double> nearLengths = lengths(nearPoints);
        List<Double> farLengths = lengths(farPoints);
        Optional<Line> near = Line.through(nearPoints);
        Optional<Line> far = Line.through(farPoints);
        if (near.isEmpty() || far.isEmpty() || isTooFew(nearLengths) || isTooFew(farLengths)) {
            return Optional.empty();
        }
        double shortest = Math.max(nearLengths.get(0), farLengths.get(0));
        double longest = Math.min(last(nearLengths), last(farLengths));
        double lead = far.get().intercept() - near.get().intercept();
        double loss = near.get().slope() - far.get().slope();
        boolean always = lead < 0 && loss >= 0;
        double tokens = always ? shortest : lead / loss;
        double millis = far.get().at(tokens);
        boolean isMeasured = loss >= 0 && tokens >= shortest && tokens <= longest && millis > 0;
        return isMeasured
                ? Optional.of(new BreakEven(nearer, further, always ? 0 : (int) Math.ceil(tokens), Math.round(millis)))
                : Optional.empty();
    }

    /** Each once, the shortest first. */
    private static List<Double> lengths(List<Line.Point> points) {
        List<Double> lengths = new ArrayList<>();
        for (Line.Point point : points) {
            if (!lengths.contains(point.x())) {
                lengths.add(point.x());
            }
        }
        Collections.sort(lengths);
        return lengths;
    }

    /** Lines through few points, or through points that are close together, go anywhere. */
    private static boolean isTooFew(List<Double> lengths) {
        return lengths.size() < FEWEST_LENGTHS || last(lengths) < 2 * lengths.get(0);
    }

    private static double last(List<Double> lengths) {
        return lengths.get(lengths.size() - 1);
    }

    private static List<Line.Point> points(Contestant contestant, List<Measure> measures) {
        List<Line.Point> points = new ArrayList<>();
        for (Measure measure : measures) {
            boolean counts = measure.isAnswered()
                    && measure.contestant().equals(contestant.id())
                    && measure.tokens().prompt() > 0
                    && measure.times().firstToken() > 0;
            if (counts) {
                points.add(new Line.Point(
                        measure.tokens().prompt(), measure.times().firstToken()));
            }
        }
        return points;
    }

    /** The rule that follows, as the router reads it: it changes who is asked first, and widens nothing. */
    public JsonObject toRule() {
        return JsonObject.builder()
                .put("name", "measured: long prompts to " + further.target())
                .put(
                        "when",
                        JsonObject.builder()
                                .put("minTokens", Math.max(1, promptTokens))
                                .build())
                .put(
                        "then",
                        JsonObject.builder()
                                .put("use", JsonArray.ofStrings(List.of(further.target())))
                                .build())
                .build();
    }

    /** In a person's words. */
    public String describe() {
        return promptTokens == 0
                ? further.id() + " began to answer sooner than " + nearer.id()
                        + " at every length of prompt that was measured."
                : "From " + promptTokens + " tokens of prompt on, " + further.id() + " begins to answer sooner than "
                        + nearer.id() + " (both after about " + firstTokenMillis + " ms).";
    }
}
