package dev.nearside.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerFloorTest {

    @ParameterizedTest
    @CsvSource({
        "0.80, 0.00, true",
        "0.05, 0.05, false",
        "0.10, 1.00, true",
        "NaN, 1.00, true",
        "NaN, 0.10, false",
    })
    void meaningOrWordsLiftAPassageOverIt(double similarity, double coverage, boolean reached) {
        List<Passage> passages = List.of(passage(0, 0), passage(similarity, coverage));

        assertThat(AnswerFloor.isReached(passages)).isEqualTo(reached);
        assertThat(AnswerFloor.isReached(passages.get(1))).isEqualTo(reached);
    }

    @Test
    void whereThereIsNothingNothingAnswers() {
        assertThat(AnswerFloor.isReached(List.of())).isFalse();
    }

    private static Passage passage(double similarity, double coverage) {
        return new Passage(
                new Passage.Found("id", "a.txt", DocumentType.TEXT),
                0,
                0,
                "",
                0,
                1,
                "a",
                1,
                1,
                0,
                new Passage.Closeness(similarity, coverage),
                List.of());
    }
}
