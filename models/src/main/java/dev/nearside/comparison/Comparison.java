package dev.nearside.comparison;

import dev.nearside.json.Json;
import dev.nearside.json.JsonCursor;
import dev.nearside.json.JsonObject;
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

    /** The same with one more answer. */
    public Comparison with(Measure measure) {
        List<Measure> more = new ArrayList<>(measures);
        more.add(measure);
        return new Comparison(contestants, prompts, more, votes);
    }

    /** The same with one more vote. */
    public Comparison with(Vote vote) {
        List<Vote> more = new ArrayList<>(votes);
        more.add(vote);
        return new Comparison(contestants, prompts, measures, more);
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

    /**
     * All of it as JSON: {@code contestants}, {@code prompts}, {@code measures}, each with its {@code verdict} and whether it is
     * {@code right}, {@code votes}, {@code summaries}, {@code matrix}, {@code breakEvens}. Runs count from 1.
     */
    public String toJson() {
        return Json.writeIndented(ComparisonJson.all(this));
    }

    /** What {@link #read} needs, as JSON. */
    public JsonObject facts() {
        return ComparisonJson.facts(this);
    }

    /**
     * Reads what {@link #facts} or {@link #toJson} gave. A question that is built in is checked as it is today, if it is
     * still asked in these words; else its answers can no longer be checked.
     *
     * @throws dev.nearside.error.InvalidInput if it is none
     */
    public static Comparison read(JsonCursor json) {
        return ComparisonJson.read(json);
    }

    /** Every answer as a line of CSV (RFC 4180), a head before them. Runs count from 1. */
    public String toCsv() {
        return ComparisonCsv.of(this);
    }

    /** Summaries, matrix, break-even and votes as tables to read, and every question with its answers. */
    public String toMarkdown() {
        return new ComparisonTables(this).markdown();
    }

    /** What was asked. */
    Optional<ComparisonPrompt> promptOf(Measure measure) {
        return prompts.stream()
                .filter(prompt -> prompt.id().equals(measure.prompt()))
                .findFirst();
    }

    /** What can be said of an answer. */
    public Verdict verdict(Measure measure) {
        return promptOf(measure).map(prompt -> prompt.verdict(measure)).orElse(Verdict.UNCHECKED);
    }

    /** How often everything was asked, as far as there are answers. */
    public int runs() {
        int runs = 1;
        for (Measure measure : measures) {
            runs = Math.max(runs, measure.run() + 1);
        }
        return runs;
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
