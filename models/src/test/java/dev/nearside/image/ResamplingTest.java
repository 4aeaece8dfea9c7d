package dev.nearside.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResamplingTest {

    @Test
    void areaAveragesWholeBlocks() {
        FloatImage image = FloatImage.of(1, 4, 2, new float[] {0, 1, 2, 3, 4, 5, 6, 7});

        FloatImage half = Resampling.area(image, 2, 1);

        assertThat(half.viewChw()).containsExactly(2.5f, 4.5f);
    }

    @Test
    void areaTakesPartsOfPixelsByTheirShare() {
        FloatImage image = FloatImage.of(1, 3, 1, new float[] {3, 6, 9});

        FloatImage two = Resampling.area(image, 2, 1);

        // 1.5 old pixels each: (3 + 6/2) / 1.5 and (6/2 + 9) / 1.5.
        assertThat(two.viewChw()).containsExactly(4, 8);
    }

    @ParameterizedTest
    @CsvSource({"1,17,9", "2,5,31", "3,40,40"})
    void areaKeepsTheMean(long seed, int width, int height) {
        FloatImage image = random(seed, 3, 40, 30);

        FloatImage other = Resampling.area(image, width, height);

        assertThat(mean(other)).as("seed %s", seed).isCloseTo(mean(image), within(1e-4));
    }

    @Test
    void outsideTheImageThereIsNothing() {
        FloatImage image = FloatImage.of(1, 2, 2, new float[] {1, 1, 1, 1});

        FloatImage around = Resampling.area(image, new Window(-1, -1, 4, 4), 2, 2);
        FloatImage away = Resampling.bilinear(image, new Window(10, 10, 4, 4), 2, 2);

        assertThat(around.viewChw()).containsExactly(0.25f, 0.25f, 0.25f, 0.25f);
        assertThat(away.viewChw()).containsExactly(0, 0, 0, 0);
    }

    @Test
    void bilinearHasItsCentresAtHalfPixels() {
        FloatImage image = FloatImage.of(1, 2, 1, new float[] {0, 1});

        FloatImage twice = Resampling.bilinear(image, 4, 1);

        // As torch.nn.functional.interpolate(mode="bilinear", align_corners=False) gives it.
        assertThat(twice.viewChw()).containsExactly(0, 0.25f, 0.75f, 1);
    }

    @Test
    void theSameSizeChangesNothing() {
        FloatImage image = random(7, 2, 13, 11);

        assertThat(Resampling.area(image, 13, 11).viewChw()).containsExactly(image.viewChw(), within(1e-6f));
        assertThat(Resampling.bilinear(image, 13, 11).viewChw()).containsExactly(image.viewChw(), within(1e-6f));
    }

    private static FloatImage random(long seed, int channels, int width, int height) {
        FloatImage image = FloatImage.black(channels, width, height);
        Random random = new Random(seed);
        for (int i = 0; i < image.viewChw().length; i++) {
            image.viewChw()[i] = random.nextFloat();
        }
        return image;
    }

    private static double mean(FloatImage image) {
        double sum = 0;
        for (float value : image.viewChw()) {
            sum += value;
        }
        return sum / image.viewChw().length;
    }
}
