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
        assertThat(ComparisonPrompt.own("own", "Your question", "x".repeat(400), "")
                        .brief())
                .hasSizeLessThan(250);
    }

    @Test
    void aQuestionOfOnesOwnIsNeitherRightNorWrong() {
        assertThat(ComparisonPrompt.own("own", "Your question", "Hi", " | ").isRight("Hello"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', textBlock = """
            Lisbon         ; It is **lisbon**.        ; true
            Lisbon         ; Lisbonne                 ; false
            Lisbon|Lisboa  ; Lisboa, of course        ; true
            43             ; 17 + 26 is 43.           ; true
            43             ; 43 is 17 + 26            ; false
            1000           ; 1,000                    ; true
            43 | forty-three ; Forty-three            ; true
            007            ; Agent 007                ; true
            3.5            ; It is 3.5.               ; true
            99999999999999999999 ; 99999999999999999999 ; true
            """)
    void anAnswerThatAPersonExpectsIsFoundInWholeWordsOrAsTheLastNumber(String expected, String answer, boolean right) {
        ComparisonPrompt own = ComparisonPrompt.own("own-1", "Your question", "Hi", expected);

        assertThat(own.isRight(answer)).contains(right);
        assertThat(own.expected()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            capital | lisbon or lisboa
            mood    | negative, and not positive
            sum     | 43
            order   | apple, cherry, melon, plum
            extract | JSON with day Tuesday and room 214
            """)
    void itIsSaidWhatWouldBeRight(String id, String expected) {
        assertThat(prompt(id).expected()).isEqualTo(expected);
    }
}
