package dev.nearside.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class SoftmaxTest {

    @Test
    void probabilitiesAddUpToOne() {
        float[] values = {1, 2, 3};

        Softmax.inPlace(values, 0, 3);

        assertThat(values).containsExactly(new float[] {0.0900306f, 0.2447285f, 0.6652410f}, within(1e-6f));
    }

    @Test
    void largeLogitsDoNotOverflow() {
        float[] values = {7, 1000, 1000, 7};

        Softmax.inPlace(values, 1, 2);

        assertThat(values).containsExactly(7, 0.5f, 0.5f, 7);
    }

    @Test
    void theLikeliestClassesComeFirst() {
        List<ScoredLabel> top = ScoredLabel.top(List.of(0.2f, 0.5f, 0.2f, 0.1f), List.of("a", "b", "c", "d"), 3);

        assertThat(top)
                .containsExactly(
                        new ScoredLabel(1, "b", 0.5f), new ScoredLabel(0, "a", 0.2f), new ScoredLabel(2, "c", 0.2f));
    }
}
