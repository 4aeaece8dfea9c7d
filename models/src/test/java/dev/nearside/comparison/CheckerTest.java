package dev.nearside.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckerTest {

    private static ComparisonPrompt prompt(String id) {
        return ComparisonPrompt.BUILT_IN.stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            capital      | It is **Lisbon**.                              | true
            capital      | Porto                                          | false
            sum          | 17 + 26 = 43                                   | true
            sum          | 43 is 17 + 26                                  | false
            story        | 3 × 12 = 36, and 36 - 7 = 29.                  | true
            story        | She has 1,029 left.                            | false
            mood         | Negative.                                      | true
            mood         | Neither positive nor negative                  | false
            order        | apple, cherry, melon, plum                     | true
            order        | apple, melon, cherry, plum                     | false
            translation  | Guten Morgen!                                  | true
            extract      | {"room": 214, "day": "Tuesday"}                | true
            extract      | {"room": "214", "day": "tuesday", "x": 1}      | true
            extract      | room 214, Tuesday                              | false
            extract      | } and {                                        | false
            extract      | {"room": 214}                                  | false
            reading      | At four                                        | true
            reading      | At eight                                       | false
            reading-long | Walnut                                         | true
            reading-long | maple, cedar, walnut                           | false
            logic        | Cem                                            | true
            code         | 6.5                                            | false
            letters      | The word has 7 letters.                        | true
            letters      | seven                                          | false
            """)
    void anAnswerIsRightIfItSaysTheRightThing(String id, String answer, boolean right) {
        assertThat(prompt(id).isRight(answer)).contains(right);
    }

    @Test
    void noBuiltInQuestionTakesAnEmptyAnswerOrIsTwiceThere() {
        assertThat(ComparisonPrompt.BUILT_IN).allMatch(one -> !one.isRight("").orElseThrow());
        assertThat(ComparisonPrompt.BUILT_IN.stream().map(ComparisonPrompt::id)).doesNotHaveDuplicates();
    }

    @Test
    void aLongQuestionIsShownByItsBeginningAndItsEnd() {
        ComparisonPrompt reading = prompt("reading-long");

        assertThat(reading.brief())
                .startsWith("Floor 1. The reading room opens at nine.")
                .contains(" … ")
                .endsWith("What is the code word of the third floor? Answer with one word.")
                .hasSizeLessThan(250);
        assertThat(prompt("sum").brief()).isEqualTo(prompt("sum").text());
        assertThat(ComparisonPrompt.own("own", "x".repeat(400)).brief()).hasSizeLessThan(250);
    }

    @Test
    void aQuestionOfOnesOwnIsNeitherRightNorWrong() {
        assertThat(ComparisonPrompt.own("own", "Hi").isRight("Hello")).isEmpty();
    }
}
