package dev.nearside.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpreadTest {

    @Test
    void quartilesLieBetweenNeighboursAsInNumPy() {
        assertThat(Spread.of(List.of(4.0, 1.0, 3.0, 2.0))).contains(new Spread(4, 1, 1.75, 2.5, 3.25, 4));
        assertThat(Spread.of(List.of(7.0))).contains(new Spread(1, 7, 7, 7, 7, 7));
        assertThat(Spread.of(List.of())).isEmpty();
    }

    @Test
    void whatIsNoNumberIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Spread.of(List.of(1.0, Double.NaN)));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void oneWildValueMovesTheMedianNoFurtherThanToItsNeighbour(long seed) {
        Random random = new Random(seed);
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < 21; i++) {
            values.add(random.nextDouble() * 100);
        }
        List<Double> wild = new ArrayList<>(values);
        wild.add(1e9);
        Collections.sort(values);

        double median = Spread.of(wild).orElseThrow().median();

        assertThat(median).isBetween(values.get(10), values.get(11));
    }
}
