package dev.nearside.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nearside.image.Moments;
import dev.nearside.image.Picture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DigitPreparationTest {
    private static final int WHITE = 0xffffff;
    private static final int BLACK = 0x000000;

    @ParameterizedTest
    @ValueSource(ints = {0xffffff, 0x000000, 0x808080, 0x3366ff})
    void anEmptySheetHoldsNoDigit(int colour) {
        Prepared prepared =
                new DigitPreparation().prepare(Paper.of(280, 280, colour).toPicture());

        assertThat(prepared).isEqualTo(new Prepared.Nothing("the picture is blank"));
    }

    @Test
    void aTransparentCanvasHoldsNoDigit() {
        Prepared prepared = new DigitPreparation().prepare(Picture.of(280, 280, new byte[4 * 280 * 280]));

        assertThat(prepared).isEqualTo(new Prepared.Nothing("the picture is blank"));
    }

    @ParameterizedTest
    @CsvSource({"0.01,1", "0.05,2", "0.2,3", "0.6,4"})
    void noiseHoldsNoDigit(double deviation, long seed) {
        Prepared prepared = new DigitPreparation()
                .prepare(Paper.of(200, 160, 0x909090).grain(deviation, seed).toPicture());

        assertThat(prepared).as("seed %s", seed).isInstanceOf(Prepared.Nothing.class);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.003, 0.05, 0.3, 0.5})
    void saltAndPepperHoldsNoDigit(double share) {
        Prepared prepared = new DigitPreparation()
                .prepare(Paper.of(200, 160, WHITE).specks(share, 5, BLACK).toPicture());

        assertThat(prepared).isInstanceOf(Prepared.Nothing.class);
    }

    @Test
    void unevenLightAloneHoldsNoDigit() {
        Prepared prepared = new DigitPreparation()
                .prepare(Paper.of(320, 240, 0xf0f0f0)
                        .unevenLight(0.4f)
                        .grain(0.01, 3)
                        .toPicture());

        assertThat(prepared).isInstanceOf(Prepared.Nothing.class);
    }

    @ParameterizedTest
    @ValueSource(doubles = {12, 16, 30, 120})
    void aDotIsABlot(double width) {
        Prepared prepared = new DigitPreparation()
                .prepare(Paper.of(280, 280, WHITE)
                        .stroke(140, 140, 140, 140, width, BLACK)
                        .toPicture());

        assertThat(prepared).isEqualTo(new Prepared.Nothing("a filled blot is no digit"));
    }

    @Test
    void aLyingLineIsNoDigit() {
        Prepared prepared = new DigitPreparation()
                .prepare(Paper.of(280, 280, WHITE)
                        .stroke(40, 140, 240, 140, 16, BLACK)
                        .toPicture());

        assertThat(prepared).isEqualTo(new Prepared.Nothing("a lying line is no digit"));
    }

    @Test
    void twoStrokesApartAreMoreThanOneDigit() {
        Prepared prepared = new DigitPreparation()
                .prepare(Paper.of(280, 280, WHITE)
                        .stroke(80, 60, 80, 220, 16, BLACK)
                        .stroke(200, 60, 200, 220, 16, BLACK)
                        .toPicture());

        assertThat(prepared).isEqualTo(new Prepared.Nothing("there is more than one digit"));
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "4", "16", "40"})
    void aStandingStrokeIsFramedWhateverItsWidth(double width) {
        Prepared prepared = new DigitPreparation()
                .prepare(Paper.of(280, 280, WHITE)
                        .stroke(60, 30, 60, 210, width, BLACK)
                        .toPicture());

        assertThat(prepared).isInstanceOfSatisfying(Prepared.Found.class, found -> {
            assertThat(found.inkIsDark()).isTrue();
            assertThat(found.digit().viewChw())
                    .contains(new float[] {1}, within(1e-6f))
                    .hasSize(784);
            assertThat(Moments.of(found.digit()).x()).isCloseTo(14.5, within(0.3));
            assertThat(Moments.of(found.digit()).y()).isCloseTo(14.5, within(0.3));
        });
    }

    @Test
    void theBoxIsInThePicturesPixels() {
        Prepared prepared = new DigitPreparation()
                .prepare(Paper.of(1_600, 1_200, WHITE)
                        .stroke(400, 300, 400, 700, 40, BLACK)
                        .toPicture());

        assertThat(prepared).isInstanceOfSatisfying(Prepared.Found.class, found -> {
            assertThat(found.box().x()).isCloseTo(380, within(4));
            assertThat(found.box().y()).isCloseTo(280, within(4));
            assertThat(found.box().width()).isCloseTo(40, within(8));
            assertThat(found.box().height()).isCloseTo(440, within(8));
        });
    }

    @Test
    void aDrawingIsTheSameOnItsNegative() {
        Picture dark =
                Paper.of(100, 100, WHITE).stroke(30, 20, 60, 80, 8, BLACK).toPicture();
        Picture light =
                Paper.of(100, 100, BLACK).stroke(30, 20, 60, 80, 8, WHITE).toPicture();

        Prepared.Found onWhite = (Prepared.Found) new DigitPreparation().prepare(dark);
        Prepared.Found onBlack = (Prepared.Found) new DigitPreparation().prepare(light);

        assertThat(onBlack.digit().viewChw()).containsExactly(onWhite.digit().viewChw(), within(0.02f));
        assertThat(onWhite.inkIsDark()).isTrue();
        assertThat(onBlack.inkIsDark()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0x000000, 0xffffff, 0xff2020})
    void aTransparentCanvasShowsThePenWhateverItsColour(int pen) {
        Picture opaque =
                Paper.of(100, 100, 0x808080).stroke(50, 15, 50, 85, 9, 0x010203).toPicture();
        byte[] rgba = new byte[opaque.viewRgba().length];
        for (int i = 0; i < rgba.length; i += 4) {
            if (opaque.viewRgba()[i] != (byte) 0x80) {
                rgba[i] = (byte) (pen >> 16);
                rgba[i + 1] = (byte) (pen >> 8);
                rgba[i + 2] = (byte) pen;
                rgba[i + 3] = (byte) 255;
            }
        }

        Prepared prepared = new DigitPreparation().prepare(Picture.of(100, 100, rgba));

        assertThat(prepared).isInstanceOfSatisfying(Prepared.Found.class, found -> assertThat(
                        found.box().width())
                .isCloseTo(9, within(2)));
    }

    @Test
    void specksBesideADigitAreOverlooked() {
        Picture picture = Paper.of(200, 200, WHITE)
                .specks(0.0005, 11, BLACK)
                .stroke(100, 40, 100, 160, 12, BLACK)
                .toPicture();

        Prepared prepared = new DigitPreparation().prepare(picture);

        assertThat(prepared).isInstanceOfSatisfying(Prepared.Found.class, found -> assertThat(
                        found.box().width())
                .isCloseTo(12, within(2)));
    }

    @Test
    void aTinyPictureIsNotRead() {
        Prepared prepared =
                new DigitPreparation().prepare(Paper.of(7, 20, WHITE).toPicture());

        assertThat(prepared).isEqualTo(new Prepared.Nothing("the picture is smaller than 8 pixels"));
    }

    @Test
    void onePictureLeavesNothingBehindForTheNext() {
        DigitPreparation used = new DigitPreparation();
        Picture full = Paper.of(120, 90, WHITE)
                .specks(0.01, 5, BLACK)
                .stroke(20, 10, 100, 80, 14, BLACK)
                .toPicture();
        Picture thin = Paper.of(120, 90, BLACK).stroke(60, 15, 64, 75, 5, WHITE).toPicture();

        Prepared first = used.prepare(full);
        Prepared.Found again = (Prepared.Found) used.prepare(thin);
        Prepared.Found fresh = (Prepared.Found) new DigitPreparation().prepare(thin);

        assertThat(first).isNotNull();
        assertThat(again.digit().viewChw()).containsExactly(fresh.digit().viewChw());
        assertThat(again.box()).isEqualTo(fresh.box());
    }
}
