package dev.nearside.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nearside.comparison.Measure.Times;
import dev.nearside.comparison.Measure.Tokens;
import dev.nearside.comparison.Schedule.Turn;
import dev.nearside.json.Json;
import dev.nearside.json.JsonCursor;
import dev.nearside.json.JsonObject;
import dev.nearside.routing.Decision;
import dev.nearside.routing.Price;
import dev.nearside.routing.Router;
import dev.nearside.routing.RoutingRequest;
import dev.nearside.routing.RoutingRules;
import dev.nearside.routing.RoutingState;
import dev.nearside.routing.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonTest {
    private static final Contestant TAB = new Contestant("tab on wasm", "tab/smollm2", "tab", Price.FREE);
    private static final Contestant CLOUD =
            new Contestant("openai/gpt", "openai/gpt", "upstream", new Price(1_000, 2_000));
    private static final ComparisonPrompt SUM = ComparisonPrompt.BUILT_IN.get(1);

    private static Measure answer(Contestant by, int promptTokens, double firstToken) {
        return new Measure(
                by.id(),
                SUM.id(),
                0,
                "43",
                new Times(firstToken, firstToken * 2, 100, 20),
                new Tokens(promptTokens, 10, false),
                by.leavesTheDevice() ? 300 : 0,
                null);
    }

    private static Measure failure(Contestant by) {
        return new Measure(
                by.id(),
                SUM.id(),
                1,
                "",
                new Times(0, 0, 0, 0),
                new Tokens(0, 0, false),
                300,
                "it was =gone, \"really\"");
    }

    private static Comparison of(Measure... measures) {
        return new Comparison(List.of(TAB, CLOUD), List.of(SUM), List.of(measures), List.of());
    }

    @Test
    void whatFailedCountsAsWrongAndInNoSpread() {
        Summary cloud = of(answer(TAB, 20, 50), answer(CLOUD, 20, 400), failure(CLOUD))
                .summaries()
                .get(1);

        assertThat(cloud.asked()).isEqualTo(2);
        assertThat(cloud.answered()).isEqualTo(1);
        assertThat(cloud.checked()).isEqualTo(2);
        assertThat(cloud.right()).isEqualTo(1);
        assertThat(cloud.bytesOut()).isEqualTo(600);
        assertThat(cloud.cost()).isEqualTo(0.04, within(1e-9));
        assertThat(cloud.firstToken()).isEqualTo(new Spread(1, 400, 400, 400, 400, 400));
    }

    @Test
    void theMatrixScoresTheBestWithOneAndSaysWhatWasNotMeasured() {
        DecisionMatrix matrix = of(answer(TAB, 20, 100), answer(CLOUD, 20, 400)).matrix();
        DecisionMatrix empty = of().matrix();

        assertThat(matrix.rows().get(0).cells())
                .extracting(DecisionMatrix.Cell::score)
                .containsExactly(1.0, 1.0, 1.0, 1.0, 1.0);
        assertThat(matrix.rows().get(1).cells())
                .extracting(DecisionMatrix.Cell::score)
                .containsExactly(0.25, 0.0, 0.0, 1.0, 1.0);
        assertThat(empty.rows().get(0).cells().get(0).score()).isNaN();
        assertThat(Json.write(empty.toJson())).contains("\"latency\":{\"value\":null,\"score\":null}");
    }

    @Test
    void theBreakEvenLiesWhereBothLinesMeetAndOneWildRunDoesNotMoveIt() {
        List<Measure> measures = new ArrayList<>();
        for (int tokens : new int[] {20, 100, 300, 500, 700}) {
            measures.add(answer(TAB, tokens, 100 + 10 * tokens));
            measures.add(answer(CLOUD, tokens, 1_100 + tokens));
        }
        measures.add(answer(TAB, 400, 60_000));

        List<BreakEven> evens = of(measures.toArray(new Measure[0])).breakEvens();

        assertThat(evens).hasSize(1);
        assertThat(evens.get(0).promptTokens()).isBetween(105, 115);
        assertThat(evens.get(0).firstTokenMillis()).isBetween(1_200L, 1_220L);
        assertThat(evens.get(0).describe()).startsWith("From 1");
    }

    @Test
    void theRuleOfABreakEvenIsOneThatTheRouterReads() {
        BreakEven even = new BreakEven(TAB, CLOUD, 640, 2_000);
        JsonObject rules = JsonObject.builder()
                .put("rules", new dev.nearside.json.JsonArray(List.of(even.toRule())))
                .build();

        RoutingRules read = RoutingRules.read(JsonCursor.of(rules));

        assertThat(read.rules().get(0).when().minTokens()).isEqualTo(640);
        assertThat(read.rules().get(0).then().use()).containsExactly("openai/gpt");
        assertThat(read.rules().get(0).then().policy()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"639, tab/smollm2", "640, openai/gpt"})
    void theRuleOfABreakEvenChangesWhoIsAskedFromThereOn(int promptTokens, String chosen) {
        BreakEven even = new BreakEven(TAB, CLOUD, 640, 2_000);
        JsonObject rules = JsonObject.builder()
                .put("rules", new dev.nearside.json.JsonArray(List.of(even.toRule())))
                .build();

        Decision decision = new Router(RoutingRules.read(JsonCursor.of(rules)))
                .decide(
                        RoutingRequest.read(JsonCursor.of(Json.parse(
                                "{\"model\": \"auto\", \"messages\": [{\"role\": \"user\", \"content\": \"Hello\"}],"
                                        + " \"nearside\": {\"promptTokens\": " + promptTokens + "}}"))),
                        RoutingState.of(Target.of("tab", "smollm2", 8192), Target.of("openai", "gpt", 128_000)));

        assertThat(decision.chosen().orElseThrow().target().id()).isEqualTo(chosen);
    }

    @Test
    void withoutPromptsOfDifferentLengthsThereIsNoBreakEven() {
        assertThat(of(answer(TAB, 20, 100), answer(CLOUD, 20, 50)).breakEvens()).isEmpty();
        assertThat(of(answer(TAB, 20, 100), answer(TAB, 500, 900), answer(CLOUD, 20, 300), answer(CLOUD, 500, 310))
                        .breakEvens())
                .isEmpty();
        assertThat(measured(new int[] {30, 33, 36}, 100, 10, 420, 0)).isEmpty();
    }

    /** The break-evens where times rise in these lines. */
    private static List<BreakEven> measured(
            int[] lengths, double tabStart, double tabSlope, double cloudStart, double cloudSlope) {
        List<Measure> measures = new ArrayList<>();
        for (int tokens : lengths) {
            measures.add(answer(TAB, tokens, tabStart + tabSlope * tokens));
            measures.add(answer(CLOUD, tokens, cloudStart + cloudSlope * tokens));
        }
        return of(measures.toArray(new Measure[0])).breakEvens();
    }

    @ParameterizedTest
    @CsvSource({
        // Both are as quick at 1000 tokens, at 10, at 10 after less than no time, and never; then at 100.
        "100, 10, 9100, 1, 0",
        "100, 10, 190, 1, 0",
        "-151, 10, -150, 9.9, 0",
        "100, 1, 200, 2, 0",
        "100, 10, 1000, 1, 1"
    })
    void aBreakEvenIsToldOnlyWithinTheLengthsThatWereMeasured(
            double tabStart, double tabSlope, double cloudStart, double cloudSlope, int told) {
        assertThat(measured(new int[] {20, 100, 300, 500}, tabStart, tabSlope, cloudStart, cloudSlope))
                .hasSize(told);
    }

    @Test
    void whoIsQuickerFromTheStartIsSo() {
        List<BreakEven> evens = measured(new int[] {20, 90, 200}, 400, 5, 48, 0.1);

        assertThat(evens).extracting(BreakEven::promptTokens).containsExactly(0);
        assertThat(evens.get(0).describe()).contains("at every length of prompt that was measured");
        assertThat(evens.get(0).firstTokenMillis()).isEqualTo(50);
    }

    @Test
    void anAnswerThatWasCutOffIsNotRightByItsLastNumberAndSaysSoEverywhere() {
        Measure whole = answer(TAB, 20, 50);
        Measure cut = new Measure(
                TAB.id(), SUM.id(), 1, "17 + 26 = 43, as", whole.times(), new Tokens(20, 48, true), 0, null);
        Comparison comparison = of(whole, cut);

        assertThat(comparison.isRight(whole)).contains(true);
        assertThat(comparison.isRight(cut)).contains(false);
        assertThat(comparison.summaries().get(0).describeRight()).isEqualTo("1 of 2, 1 cut off");
        assertThat(comparison.toMarkdown()).contains("| 1 of 2, 1 cut off |");
        assertThat(comparison.toCsv()).contains("bytes_out,cut_off,failure").contains(",48,0,true,\"\",");
        assertThat(Json.read(comparison.toJson())
                        .field("summaries")
                        .items()
                        .get(0)
                        .field("cutOff")
                        .asInt())
                .isEqualTo(1);
        assertThat(Measure.read(JsonCursor.of(cut.toJson()))).isEqualTo(cut);
    }

    @Test
    void anAnswerThatWasCutOffAfterTheRightWordIsRight() {
        ComparisonPrompt capital = ComparisonPrompt.BUILT_IN.get(0);
        Measure cut = new Measure(
                TAB.id(), capital.id(), 0, "Lisbon is a", new Times(1, 2, 3, 4), new Tokens(9, 3, true), 0, null);

        assertThat(capital.isRight(cut)).contains(true);
    }

    @Test
    void anUpstreamOfWhichIsSaidThatItCostsNothingIsFree() {
        Contestant free = new Contestant("corp/llama", "corp/llama", "upstream", new Price(0, 0));
        Comparison comparison = new Comparison(List.of(free), List.of(SUM), List.of(answer(free, 20, 90)), List.of());

        assertThat(comparison.summaries().get(0).cost()).isZero();
        assertThat(comparison.matrix().rows().get(0).cells().get(1).describe()).isEqualTo("free");
    }

    @Test
    void anUpstreamWithoutAPriceIsNotFree() {
        Contestant unpriced = new Contestant("corp/llama", "corp/llama", "upstream", Price.UNKNOWN);
        Comparison comparison = new Comparison(
                List.of(TAB, unpriced),
                List.of(SUM),
                List.of(answer(TAB, 20, 50), answer(unpriced, 20, 90)),
                List.of());

        assertThat(comparison.matrix().rows())
                .extracting(row -> row.cells().get(1).describe())
                .containsExactly("free", "unknown");
        assertThat(comparison.summaries().get(1).cost()).isNaN();
        assertThat(comparison.toMarkdown()).contains("| 300 | unknown |");
        assertThat(Json.read(comparison.toJson())
                        .field("summaries")
                        .items()
                        .get(1)
                        .optional("cost"))
                .isEmpty();
    }

    @Test
    void onlyQuestionsWithTwoDifferentAnswersAreWorthAVote() {
        Measure tab = answer(TAB, 20, 50);
        Measure other = new Measure(CLOUD.id(), SUM.id(), 0, "44", tab.times(), tab.tokens(), 0, null);

        assertThat(of(tab, other).worthAVote()).containsExactly(SUM);
        assertThat(of(tab, answer(CLOUD, 20, 90)).worthAVote()).isEmpty();
        assertThat(of(tab, failure(CLOUD)).worthAVote()).isEmpty();
    }

    @Test
    void aKeptRuleIsToldInWords() {
        JsonObject rule = new BreakEven(TAB, CLOUD, 640, 2_000).toRule();
        String foreign = "[{\"name\": \"mine\", \"when\": {\"task\": \"code\"}, \"then\": {\"use\": [\"jvm\"]}}]";

        assertThat(KeptRules.describe(Json.read("[" + Json.write(rule) + "]")).orElseThrow())
                .startsWith("In this browser the router asks openai/gpt first, for prompts from 640 tokens on,");
        assertThat(KeptRules.describe(Json.read(foreign)).orElseThrow()).contains("follows “mine”");
        assertThat(KeptRules.describe(Json.read("[]"))).isEmpty();
        assertThat(KeptRules.describe(Json.read("{\"a\": 1}")).orElseThrow()).contains("rules that are none");
    }

    @Test
    void exportsHoldEveryAnswerAndNoFormula() {
        Comparison comparison = new Comparison(
                List.of(TAB, CLOUD),
                List.of(SUM),
                List.of(answer(TAB, 20, 50), failure(CLOUD)),
                List.of(new Vote("sum", 0, TAB.id()), new Vote("sum", 0, "")));

        JsonCursor json = Json.read(comparison.toJson());

        assertThat(comparison.toCsv().lines()).hasSize(3);
        assertThat(comparison.toCsv())
                .contains("\"tab on wasm\",\"sum\",0,true,50,100,100,20,20,10,0,false,\"\",\"43\"")
                .contains("\"it was =gone, \"\"really\"\"\"");
        assertThat(comparison.toMarkdown())
                .contains(
                        "| tab on wasm | 50 (50–50) | 100 (100–100) | 20 (20–20) | 100 (100–100) | 1 of 1 | 0 | 0 | 0 |")
                .contains("| openai/gpt | – |")
                .contains("- No difference: 1 blind vote")
                .doesNotContain("1 blind votes");
        assertThat(json.field("measures").items()).hasSize(2);
        assertThat(Measure.read(json.field("measures").items().get(1)))
                .isEqualTo(comparison.measures().get(1));
    }

    @Test
    void everyoneIsAskedEverythingByTurnsAndFirstAsOftenAsOthers() {
        List<Turn> turns = Schedule.of(4, 3, 3);

        assertThat(turns).hasSize(36).doesNotHaveDuplicates();
        assertThat(IntStream.range(0, 12).mapToObj(i -> turns.get(i * 3).contestant()))
                .containsExactly(0, 1, 2, 1, 2, 0, 2, 0, 1, 0, 1, 2);
    }

    @Test
    void theBlindOrderIsAnOrderAndDiffersBySeed() {
        List<List<Integer>> orders = IntStream.range(0, 50)
                .mapToObj(seed -> Vote.order(seed, 3))
                .distinct()
                .toList();

        assertThat(orders).hasSize(6).allSatisfy(order -> assertThat(order).containsExactlyInAnyOrder(0, 1, 2));
        assertThat(Vote.order(7, 3)).isEqualTo(Vote.order(7, 3));
    }
}
