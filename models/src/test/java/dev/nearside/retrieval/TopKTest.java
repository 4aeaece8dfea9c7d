package dev.nearside.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopKTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void theBestComeFirstAndOfEqualOnesTheLowerNumbers(long seed) {
        Random random = new Random(seed);
        TopK top = new TopK();
        for (int round = 0; round < 20; round++) {
            int capacity = random.nextInt(30);
            int count = random.nextInt(200);
            List<Integer> numbers = new ArrayList<>();
            float[] scores = new float[count];
            top.reset(capacity);
            for (int i = 0; i < count; i++) {
                scores[i] = random.nextInt(10) - 5;
                numbers.add(i);
                top.offer(i, scores[i]);
            }

            top.sort();

            numbers.sort(Comparator.comparingDouble((Integer i) -> scores[i]).reversed());
            List<Integer> found = new ArrayList<>();
            for (int i = 0; i < top.size(); i++) {
                found.add(top.number(i));
                assertThat(top.score(i)).isEqualTo(scores[top.number(i)]);
            }
            assertThat(found).as("seed %s", seed).isEqualTo(numbers.subList(0, Math.min(capacity, count)));
        }
    }
}
