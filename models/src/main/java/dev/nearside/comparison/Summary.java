package dev.nearside.comparison;

import dev.nearside.json.JsonNull;
import dev.nearside.json.JsonNumber;
import dev.nearside.json.JsonObject;
import dev.nearside.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What one contestant's answers come to. What failed counts as a failure and in no spread.
 *
 * @param contestant who
 * @param asked how many answers were wanted
 * @param answered how many came to their end
 * @param checked how many of all can be right or wrong
 * @param right how many of these are right; one that failed is not
 * @param cutOff how many of these were cut off before they were right
 * @param firstToken milliseconds to the first token; null if none was measured, as of the others
 * @param total milliseconds to the end
 * @param prefill tokens of the prompt a second
 * @param decode tokens of the answer a second
 * @param answerTokens tokens of the answer
 * @param bytesOut bytes that left the tab, of all answers together
 * @param cost of all answers together, in the currency of the prices; NaN if the price is not known
 */
public record Summary(
        Contestant contestant,
        int asked,
        int answered,
        int checked,
        int right,
        int cutOff,
        @Nullable Spread firstToken,
        @Nullable Spread total,
        @Nullable Spread prefill,
        @Nullable Spread decode,
        @Nullable Spread answerTokens,
        long bytesOut,
        double cost) {

    static Summary of(Contestant contestant, List<Measure> measures, List<ComparisonPrompt> prompts) {
        int checked = 0;
        int right = 0;
        int cutOff = 0;
        long bytesOut = 0;
        double cost = 0;
        List<Measure> answered = new ArrayList<>();
        for (Measure measure : measures) {
            bytesOut += measure.bytesOut();
            cost += contestant.costOf(measure.tokens());
            if (measure.isAnswered()) {
                answered.add(measure);
            }
            for (ComparisonPrompt prompt : prompts) {
                if (prompt.id().equals(measure.prompt()) && prompt.checker() != null) {
                    Verdict verdict = prompt.verdict(measure);
                    checked++;
                    right += verdict == Verdict.RIGHT ? 1 : 0;
                    cutOff += verdict == Verdict.CUT_OFF ? 1 : 0;
                }
            }
        }
        return new Summary(
                contestant,
                measures.size(),
                answered.size(),
                checked,
                right,
                cutOff,
                spread(answered, measure -> measure.times().firstToken()),
                spread(answered, measure -> measure.times().total()),
                spread(answered, measure -> measure.times().prefill()),
                spread(answered, measure -> measure.times().decode()),
                spread(answered, measure -> measure.tokens().answer()),
                bytesOut,
                cost);
    }

    private static @Nullable Spread spread(List<Measure> measures, ToDoubleFunction<Measure> value) {
        List<Double> measured = new ArrayList<>();
        for (Measure measure : measures) {
            double one = value.applyAsDouble(measure);
            if (one > 0) {
                measured.add(one);
            }
        }
        return Spread.of(measured).orElse(null);
    }

    /** How many of all can be neither right nor wrong. */
    public int unchecked() {
        return asked - checked;
    }

    /** For people: {@code 2 of 3, 1 cut off, 4 not checkable}, counted over what can be checked. */
    public String describeRight() {
        List<String> told = new ArrayList<>();
        if (checked > 0) {
            told.add(right + " of " + checked);
        }
        if (cutOff > 0) {
            told.add(cutOff + " cut off");
        }
        if (unchecked() > 0) {
            told.add(unchecked() + " not checkable");
        }
        return told.isEmpty() ? "–" : String.join(", ", told);
    }

    /** Of what can be checked, the share that is right; NaN if nothing can. */
    public double rightShare() {
        return checked == 0 ? Double.NaN : (double) right / checked;
    }

    /** The share of what was asked that was answered; NaN if nothing was asked. */
    public double answeredShare() {
        return asked == 0 ? Double.NaN : (double) answered / asked;
    }

    /** All of it; what was not measured is null. */
    public JsonObject toJson() {
        return JsonObject.builder()
                .put("contestant", contestant.toJson())
                .put("asked", asked)
                .put("answered", answered)
                .put("checked", checked)
                .put("unchecked", unchecked())
                .put("right", right)
                .put("cutOff", cutOff)
                .put("firstTokenMillis", json(firstToken))
                .put("totalMillis", json(total))
                .put("prefill", json(prefill))
                .put("decode", json(decode))
                .put("answerTokens", json(answerTokens))
                .put("bytesOut", bytesOut)
                .put("cost", Double.isNaN(cost) ? JsonNull.NULL : JsonNumber.of(cost))
                .build();
    }

    private static JsonValue json(@Nullable Spread spread) {
        return spread == null ? JsonNull.NULL : spread.toJson();
    }
}
