package dev.nearside.comparison;

import static dev.nearside.comparison.Measured.CLOUD;
import static dev.nearside.comparison.Measured.SUM;
import static dev.nearside.comparison.Measured.TAB;
import static dev.nearside.comparison.Measured.answer;
import static dev.nearside.comparison.Measured.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nearside.comparison.Measure.Times;
import dev.nearside.comparison.Measure.Tokens;
import dev.nearside.json.Json;
import dev.nearside.json.JsonCursor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is saved holds every answer, and nothing in it breaks out. */
class ComparisonFilesTest {
    private static final ComparisonPrompt OWN =
            ComparisonPrompt.own("own-1", "Your question", "Say \"a, b\"\n| twice", "a|b");

    private static Measure says(String text, int run) {
        return new Measure(TAB.id(), OWN.id(), run, text, new Times(5, 10, 100, 20), new Tokens(9, 3, false), 0, null);
    }

    private static Comparison of(Measure... measures) {
        return new Comparison(List.of(TAB, CLOUD), List.of(SUM, OWN), List.of(measures), List.of());
    }

    @Test
    void everyAnswerHasItsQuestionItsRunAndItsVerdictInEachFile() {
        Comparison comparison = of(answer(TAB, 20, 50), failure(CLOUD), says("c", 0), says("b", 1));

        List<JsonCursor> measures =
                Json.read(comparison.toJson()).field("measures").items();
        assertThat(measures)
                .extracting(one -> one.field("verdict").asString())
                .containsExactly("right", "failed", "wrong", "right");
        assertThat(measures)
                .extracting(one -> one.field("right").asBoolean())
                .containsExactly(true, false, false, true);
        assertThat(measures).extracting(one -> one.field("run").asInt()).containsExactly(1, 2, 1, 2);
        assertThat(comparison.toCsv())
                .contains("\"own-1\",\"Your question\",\"Say \"\"a, b\"\"\n| twice\",\"a|b\",2,\"right\",");
        assertThat(comparison.toMarkdown())
                .contains("### A sum\n\n```text\n" + SUM.text() + "\n```\n\nRight would be: 43\n")
                .contains("#### tab on wasm, run 2: right\n\nFirst token 5 ms, prefill 100 tok/s, decode 20 tok/s,"
                        + " total 10 ms, tokens 9 and 3, bytes out 0\n\n```text\nb\n```\n")
                .contains("run 2: failed\n\nFailed: it was =gone, \"really\"\n")
                .contains("Right would be: a\\|b");
    }

    @Test
    void whatCannotBeCheckedIsNeitherRightNorWrong() {
        ComparisonPrompt open = ComparisonPrompt.own("own-1", "Your question", "Hi", "");
        Comparison comparison = new Comparison(List.of(TAB), List.of(open), List.of(says("Hello", 0)), List.of());

        JsonCursor measure =
                Json.read(comparison.toJson()).field("measures").items().get(0);

        assertThat(measure.field("verdict").asString()).isEqualTo("not checkable");
        assertThat(measure.optional("right")).isEmpty();
        assertThat(comparison.toCsv()).contains(",1,\"not checkable\",");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@A1", "\t=1", "\r=1", "\n=1", " =1", "＝1"})
    void noAnswerIsAFormulaInASpreadsheet(String text) {
        assertThat(of(says(text, 0)).toCsv()).endsWith(",\"'" + text + "\"\r\n");
    }

    @Test
    void anAnswerWithAFenceStaysInItsOwn() {
        String markdown = of(says("# Not a title\n````\nx\n````", 0)).toMarkdown();

        assertThat(markdown).contains("\n`````text\n# Not a title\n````\nx\n````\n`````\n");
    }

    @Test
    void aNameDoesNotBreakATable() {
        Contestant odd = new Contestant("a|b\n*c*", "a/b", "jvm", TAB.price());
        Comparison comparison = new Comparison(List.of(odd), List.of(SUM), List.of(answer(odd, 9, 5)), List.of());

        assertThat(comparison.toMarkdown()).contains("| a\\|b \\*c\\* | 5 (5–5) |");
    }

    @Test
    void whatIsKeptIsReadAgainWithWhatWouldBeRight() {
        Comparison kept = new Comparison(
                List.of(TAB, CLOUD),
                List.of(SUM, OWN),
                List.of(answer(TAB, 20, 50), failure(CLOUD), says("b", 1)),
                List.of(new Vote("sum", 0, TAB.id())));

        Comparison read = Comparison.read(Json.read(kept.facts().toString()));

        assertThat(read).isEqualTo(kept);
        assertThat(Comparison.read(Json.read(kept.toJson()))).isEqualTo(kept);
        assertThat(read.runs()).isEqualTo(2);
    }

    @Test
    void aBuiltInQuestionInOtherWordsIsNoLongerChecked() {
        ComparisonPrompt older = new ComparisonPrompt(SUM.id(), SUM.title(), "17 + 26?", SUM.checker());
        Comparison kept = new Comparison(List.of(TAB), List.of(older), List.of(answer(TAB, 20, 50)), List.of());

        Comparison read = Comparison.read(JsonCursor.of(kept.facts()));

        assertThat(read.prompts().get(0).text()).isEqualTo("17 + 26?");
        assertThat(read.verdict(read.measures().get(0))).isEqualTo(Verdict.UNCHECKED);
    }
}
