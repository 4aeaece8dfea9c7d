package dev.nearside.comparison;

import static dev.nearside.comparison.Measured.CLOUD;
import static dev.nearside.comparison.Measured.TAB;
import static dev.nearside.comparison.Measured.answer;
import static dev.nearside.comparison.Measured.of;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nearside.json.Json;
import dev.nearside.json.JsonArray;
import dev.nearside.json.JsonCursor;
import dev.nearside.json.JsonObject;
import dev.nearside.routing.Decision;
import dev.nearside.routing.Router;
import dev.nearside.routing.RoutingRequest;
import dev.nearside.routing.RoutingRules;
import dev.nearside.routing.RoutingState;
import dev.nearside.routing.Target;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BreakEvenTest {
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
                .put("rules", new JsonArray(List.of(even.toRule())))
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
                .put("rules", new JsonArray(List.of(even.toRule())))
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
    void aKeptRuleIsToldInWords() {
        JsonObject rule = new BreakEven(TAB, CLOUD, 640, 2_000).toRule();
        String foreign = "[{\"name\": \"mine\", \"when\": {\"task\": \"code\"}, \"then\": {\"use\": [\"jvm\"]}}]";

        assertThat(KeptRules.describe(Json.read("[" + Json.write(rule) + "]")).orElseThrow())
                .startsWith("In this browser the router asks openai/gpt first, for prompts from 640 tokens on,");
        assertThat(KeptRules.describe(Json.read(foreign)).orElseThrow()).contains("follows “mine”");
        assertThat(KeptRules.describe(Json.read("[]"))).isEmpty();
        assertThat(KeptRules.describe(Json.read("{\"a\": 1}")).orElseThrow()).contains("rules that are none");
    }
}
