package dev.nearside.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.nearside.error.InvalidInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PictureTest {
    /** Opaque red, half transparent blue, transparent. */
    private static final Picture THREE =
            Picture.of(3, 1, new byte[] {(byte) 255, 0, 0, (byte) 255, 0, 0, (byte) 255, (byte) 128, 9, 9, 9, 0});

    @ParameterizedTest
    @CsvSource({"0,1,0", "1,-1,4", "2,2,15", "20000,1,80000", "65536,65536,0"})
    void sidesAndBytesMustFit(int width, int height, int bytes) {
        assertThatThrownBy(() -> Picture.of(width, height, new byte[bytes]))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("picture");
    }

    @Test
    void whatIsTransparentShowsTheBackground() {
        float[] onWhite = Channels.rgb(THREE, Channels.WHITE).viewChw();
        float[] onBlack = Channels.rgb(THREE, Channels.BLACK).viewChw();

        assertThat(onWhite).containsExactly(new float[] {1, 0.498f, 1, 0, 0.498f, 1, 0, 1, 1}, within(1e-3f));
        assertThat(onBlack).containsExactly(new float[] {1, 0, 0, 0, 0, 0, 0, 0.502f, 0}, within(1e-3f));
    }

    @Test
    void greyWeighsTheColoursAsTheStandardSays() {
        float[] grey601 = Channels.grey(THREE, Luma.BT601, Channels.WHITE).viewChw();
        float[] grey709 = Channels.grey(THREE, Luma.BT709, Channels.WHITE).viewChw();

        assertThat(grey601).containsExactly(new float[] {0.299f, 0.555f, 1}, within(1e-3f));
        assertThat(grey709).containsExactly(new float[] {0.2126f, 0.534f, 1}, within(1e-3f));
    }

    @Test
    void normalisationIsByChannel() {
        FloatImage image = FloatImage.of(2, 2, 1, new float[] {1, 2, 3, 4});

        FloatImage normalised = image.normalised(new float[] {1, 3}, new float[] {0.5f, 2});

        assertThat(normalised.viewChw()).containsExactly(0, 2, 0, 0.5f);
        assertThat(image.viewChw()).containsExactly(1, 2, 3, 4);
    }

    @Test
    void theCentreOfMassIsThePixelsCentre() {
        FloatImage image = FloatImage.black(1, 5, 4);
        image.viewChw()[2 * 5 + 3] = 2;

        assertThat(Moments.of(image)).isEqualTo(new Moments(2, 3.5, 2.5));
    }
}
