package dev.nearside.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RelevanceTest {
    private static final Map<String, Integer> GRADES = Map.of("a", 2, "b", 1, "c", 0);

    @Test
    void theBestRankingHasAGainOfOne() {
        assertThat(Relevance.ndcg(List.of("a", "b", "x"), GRADES, 10)).isEqualTo(1);
    }

    @Test
    void gainsAreDiscountedByTheLogarithmOfTheRank() {
        // By hand: at rank 2 the grade 1 gives 1 / log2(3) = 0.63093, at rank 3 the grade 2 gives 3 / log2(4) = 1.5.
        // At best: 3 / log2(2) + 1 / log2(3) = 3.63093.
        assertThat(Relevance.ndcg(List.of("x", "b", "a"), GRADES, 10)).isCloseTo(2.13093 / 3.63093, within(1e-5));
    }

    @Test
    void whatComesTooLateDoesNotCount() {
        // By hand: only b at rank 2 is left, and of one place the best is 3.
        assertThat(Relevance.ndcg(List.of("x", "b", "a"), GRADES, 2)).isCloseTo(0.63093 / 3.63093, within(1e-5));
        assertThat(Relevance.ndcg(List.of("x", "b"), GRADES, 1)).isZero();
    }

    @Test
    void recallIsThePartOfTheRelevantOnesThatIsFound() {
        assertThat(Relevance.recall(List.of("c", "b", "x", "a"), GRADES, 2)).isEqualTo(0.5);
        assertThat(Relevance.recall(List.of("c", "b", "x", "a"), GRADES, 4)).isEqualTo(1);
        assertThat(Relevance.recall(List.of(), GRADES, 5)).isZero();
    }
}
