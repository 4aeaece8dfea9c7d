package dev.nearside.comparison;

import dev.nearside.json.Json;
import dev.nearside.json.JsonArray;
import dev.nearside.json.JsonObject;
import dev.nearside.json.JsonValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What several contestants answered to the same prompts.
 *
 * <pre>{@code
 * Comparison comparison = new Comparison(contestants, ComparisonPrompt.BUILT_IN, measures, votes);
 * comparison.summaries().get(0).firstToken().median()   // 212.4
 * comparison.breakEvens()                               // from 640 tokens on openai/gpt is quicker than tab/smollm2
 * }</pre>
 *
 * @param contestants in the order in which they are shown
 * @param prompts what they were asked
 * @param measures each answer, in the order in which they came
 * @param votes of a person
 */
public record Comparison(
        List<Contestant> contestants, List<ComparisonPrompt> prompts, List<Measure> measures, List<Vote> votes) {
    public Comparison {
        contestants = List.copyOf(contestants);
        prompts = List.copyOf(prompts);
        measures = List.copyOf(measures);
        votes = List.copyOf(votes);
    }

    /** What each contestant's answers come to, in their order. */
    public List<Summary> summaries() {
        List<Summary> summaries = new ArrayList<>();
        for (Contestant contestant : contestants) {
            List<Measure> own = measures.stream()
                    .filter(measure -> measure.contestant().equals(contestant.id()))
                    .toList();
            summaries.add(Summary.of(contestant, own, prompts));
        }
        return summaries;
    }

    /** What was measured, by what matters. */
    public DecisionMatrix matrix() {
        return DecisionMatrix.of(summaries());
    }

    /** From how long a prompt who is further away is quicker, for each two of which that can be told. */
    public List<BreakEven> breakEvens() {
        List<BreakEven> all = new ArrayList<>();
        for (Contestant nearer : contestants) {
            for (Contestant further : contestants) {
                if (distance(nearer) < distance(further)) {
                    Optional<BreakEven> found = BreakEven.between(nearer, further, measures);
                    found.ifPresent(all::add);
                }
            }
        }
        return all;
    }

    private static int distance(Contestant contestant) {
        return switch (contestant.place()) {
            case "tab" -> 0;
            case "jvm" -> 1;
            default -> 2;
        };
    }

    /** All of it as JSON: {@code contestants}, {@code prompts}, {@code measures}, {@code summaries}, {@code matrix}, {@code breakEvens}, {@code votes}. */
    public String toJson() {
        List<JsonValue> asked = new ArrayList<>();
        prompts.forEach(prompt -> asked.add(JsonObject.builder()
                .put("id", prompt.id())
                .put("title", prompt.title())
                .put("text", prompt.text())
                .put("checkable", prompt.checker() != null)
                .build()));
        List<JsonValue> measured = new ArrayList<>();
        measures.forEach(measure -> measured.add(measure.toJson()));
        List<JsonValue> summed = new ArrayList<>();
        summaries().forEach(summary -> summed.add(summary.toJson()));
        List<JsonValue> even = new ArrayList<>();
        breakEvens().forEach(one -> even.add(one.toRule()));
        List<JsonValue> voted = new ArrayList<>();
        votes.forEach(vote -> voted.add(vote.toJson()));
        return Json.writeIndented(JsonObject.builder()
                .put("nearside", "comparison")
                .put("prompts", new JsonArray(asked))
                .put("measures", new JsonArray(measured))
                .put("summaries", new JsonArray(summed))
                .put("matrix", matrix().toJson())
                .put("breakEvens", new JsonArray(even))
                .put("votes", new JsonArray(voted))
                .build());
    }

    /** Every answer as a line of CSV (RFC 4180), a head before them; {@code right} is empty where that cannot be told. */
    public String toCsv() {
        return new ComparisonTables(this).csv();
    }

    /** Summaries, matrix, break-even and votes as tables to read. */
    public String toMarkdown() {
        return new ComparisonTables(this).markdown();
    }

    /** Whether an answer is right; empty if that cannot be told. */
    public Optional<Boolean> isRight(Measure measure) {
        return prompts.stream()
                .filter(prompt -> prompt.id().equals(measure.prompt()))
                .findFirst()
                .flatMap(prompt -> prompt.isRight(measure));
    }

    /** The questions to whose first run there are two different answers: of others a vote says nothing. */
    public List<ComparisonPrompt> worthAVote() {
        return prompts.stream()
                .filter(prompt -> {
                    Set<String> answers = new HashSet<>();
                    firstAnswers(prompt).forEach(one -> answers.add(one.text().strip()));
                    return answers.size() > 1;
                })
                .toList();
    }

    /** What was answered to a question in the first run. */
    public List<Measure> firstAnswers(ComparisonPrompt prompt) {
        return measures.stream()
                .filter(one -> one.prompt().equals(prompt.id()) && one.run() == 0 && one.isAnswered())
                .toList();
    }

    /** How many votes each contestant won; draws under the empty name. */
    public Map<String, Integer> wins() {
        return Vote.count(votes);
    }
}
