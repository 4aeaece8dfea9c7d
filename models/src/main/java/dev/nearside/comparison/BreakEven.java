package dev.nearside.comparison;

import dev.nearside.json.JsonArray;
import dev.nearside.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * From how long a prompt on another back end's first token comes sooner. Times to the first token are taken to rise in a
 * straight line with the prompt's tokens, which needs prompts of different lengths.
 *
 * @param nearer who is quicker below
 * @param further who is quicker from there on
 * @param promptTokens where both are as quick; 0 if the further one is quicker always
 * @param firstTokenMillis how long both take there
 */
public record BreakEven(Contestant nearer, Contestant further, int promptTokens, long firstTokenMillis) {
    private static final int LONGEST = 1_000_000;

    /** Where two contestants are as quick; empty if the nearer one is always quicker, or too little was measured. */
    static Optional<BreakEven> between(Contestant nearer, Contestant further, List<Measure> measures) {
        Optional<Line> near = line(nearer, measures);
        Optional<Line> far = line(further, measures);
        if (near.isEmpty() || far.isEmpty()) {
            return Optional.empty();
        }
        double lead = far.get().intercept() - near.get().intercept();
        double loss = near.get().slope() - far.get().slope();
        if (lead <= 0) {
            boolean always = loss >= 0;
            return always
                    ? Optional.of(new BreakEven(
                            nearer, further, 0, Math.round(far.get().at(0))))
                    : Optional.empty();
        }
        double tokens = lead / loss;
        return loss <= 0 || tokens > LONGEST
                ? Optional.empty()
                : Optional.of(new BreakEven(
                        nearer,
                        further,
                        (int) Math.ceil(tokens),
                        Math.round(far.get().at(tokens))));
    }

    private static Optional<Line> line(Contestant contestant, List<Measure> measures) {
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
        return Line.through(points);
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
                ? further.id() + " begins to answer sooner than " + nearer.id() + ", however short the prompt."
                : "From " + promptTokens + " tokens of prompt on, " + further.id() + " begins to answer sooner than "
                        + nearer.id() + " (both after about " + firstTokenMillis + " ms).";
    }
}
