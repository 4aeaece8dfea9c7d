package dev.nearside.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nearside.image.Picture;
import dev.nearside.vision.Classification;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One Java pipeline, two runtimes: the tab and the JVM see the same digit with the same probability. */
@ExtendWith(Suite.class)
class ParityIT {
    private static List<Picture> pictures;
    private static List<Classification> onTheJvm;

    @BeforeAll
    static void classifyOnTheJvm(@TempDir Path folder) {
        // Pen on paper and chalk on slate by turns.
        pictures = IntStream.range(0, 200)
                .mapToObj(i -> Digits.spread(200).get(i).toPicture(2, i % 2 == 0))
                .toList();
        onTheJvm = JvmDigits.classify(pictures, folder);
    }

    @ParameterizedTest
    @CsvSource({"wasm-gc, wasm, 1e-4", "js, wasm, 1e-4", "wasm-gc, webgpu, 1e-3", "js, webgpu, 1e-3"})
    void theTabAgreesWithTheJvmOn200HeldOutDigits(String backend, String provider, double tolerance, PlainPage page) {
        page.open(Map.of("backend", backend, "provider", provider));

        List<Answer> answers = page.classifyAll(pictures, Map.of());

        assertThat(answers).hasSize(200).allSatisfy(answer -> {
            assertThat(answer.provider()).isEqualTo(provider);
            assertThat(answer.fallback()).isFalse();
        });
        for (int i = 0; i < 200; i++) {
            Classification expected = onTheJvm.get(i);
            assertThat(answers.get(i).index()).as("digit " + i).isEqualTo(expected.index());
            assertThat(largestDifference(answers.get(i).scores(), expected.scores()))
                    .as("digit " + i)
                    .isLessThanOrEqualTo(tolerance);
        }
    }

    private static double largestDifference(List<Double> some, List<Float> others) {
        assertThat(some).hasSameSizeAs(others);
        return IntStream.range(0, some.size())
                .mapToDouble(i -> Math.abs(some.get(i) - others.get(i)))
                .max()
                .orElseThrow();
    }
}
