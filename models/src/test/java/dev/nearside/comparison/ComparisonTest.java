package dev.nearside.comparison;

import static dev.nearside.comparison.Measured.CLOUD;
import static dev.nearside.comparison.Measured.SUM;
import static dev.nearside.comparison.Measured.TAB;
import static dev.nearside.comparison.Measured.answer;
import static dev.nearside.comparison.Measured.failure;
import static dev.nearside.comparison.Measured.of;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nearside.comparison.Measure.Times;
import dev.nearside.comparison.Measure.Tokens;
import dev.nearside.comparison.Schedule.Turn;
import dev.nearside.json.Json;
import dev.nearside.json.JsonCursor;
import dev.nearside.routing.Price;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ComparisonTest {
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
    void anAnswerThatWasCutOffIsNotRightByItsLastNumberAndSaysSoEverywhere() {
        Measure whole = answer(TAB, 20, 50);
        Measure cut = new Measure(
                TAB.id(), SUM.id(), 1, "17 + 26 = 43, as", whole.times(), new Tokens(20, 48, true), 0, null);
        Comparison comparison = of(whole, cut);

        assertThat(comparison.verdict(whole)).isEqualTo(Verdict.RIGHT);
        assertThat(comparison.verdict(cut)).isEqualTo(Verdict.CUT_OFF);
        assertThat(comparison.summaries().get(0).describeRight()).isEqualTo("1 of 2, 1 cut off");
        assertThat(comparison.toMarkdown()).contains("| 1 of 2, 1 cut off |");
        assertThat(comparison.toCsv()).contains("\"cut off\",").contains(",48,0,true,\"\",");
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
    void onlyWhatCanBeCheckedIsCountedAndTheRestIsSaidToBeNotCheckable() {
        ComparisonPrompt own = ComparisonPrompt.own("own-1", "Your question", "How are you?", " ");
        Measure whole = answer(TAB, 20, 50);
        Measure cut = new Measure(TAB.id(), own.id(), 0, "I am fi", whole.times(), new Tokens(9, 3, true), 0, null);
        Comparison both = new Comparison(List.of(TAB), List.of(SUM, own), List.of(whole, cut, cut), List.of());
        Comparison none = new Comparison(List.of(TAB), List.of(own), List.of(cut, cut), List.of());

        assertThat(both.summaries().get(0).describeRight()).isEqualTo("1 of 1, 2 not checkable");
        assertThat(none.summaries().get(0).describeRight()).isEqualTo("2 not checkable");
        assertThat(none.verdict(cut)).isEqualTo(Verdict.UNCHECKED);
        assertThat(none.matrix().rows().get(0).cells().get(3).describe()).isEqualTo("–");
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
                .contains("\"tab on wasm\",\"sum\",\"A sum\",\"" + SUM.text()
                        + "\",\"43\",1,\"right\",50,100,100,20,20,10,0,false,\"\",\"43\"")
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
