package dev.nearside.vision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nearside.catalog.Manifest;
import dev.nearside.catalog.ModelFile;
import dev.nearside.catalog.SelfTest;
import dev.nearside.catalog.Sha256;
import dev.nearside.image.Picture;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@TestInstance(Lifecycle.PER_CLASS)
class DigitsModelTest {
    private final List<HeldOutDigit> heldOut = HeldOutDigits.read();
    private final Manifest manifest;
    private final OnnxSession session;
    private final DigitClassifier classifier;

    DigitsModelTest() throws Exception {
        manifest = DigitsModel.manifest();
        session = DigitsModel.session();
        classifier = new DigitClassifier(session, manifest);
    }

    @BeforeAll
    void thereAreTwoThousandHeldOut() {
        assertThat(heldOut).hasSize(2_000);
    }

    @AfterAll
    void closeTheSession() {
        session.close();
    }

    @Test
    void theFilesAreTheOnesOfTheManifest() throws IOException {
        for (ModelFile file : manifest.files()) {
            byte[] content = DigitsModel.file(file.path());

            assertThat(content).hasSize((int) file.bytes());
            assertThat(Sha256.hexOf(content)).isEqualTo(file.sha256());
        }
        assertThat(manifest.bytes()).isLessThan(500_000);
    }

    @Test
    void theGoldenCaseComesOut() {
        SelfTest.Result result = SelfTest.run(manifest.golden(), session);

        assertThat(result.passed()).as(result.toString()).isTrue();
    }

    @Test
    void atLeast99PercentOfTheHeldOutDigitsAreRead() {
        int right = rightOf("as tensors", heldOut, digit -> classifier.classify(digit.copyPixels()));

        assertThat(right).isGreaterThanOrEqualTo(1_980);
    }

    @ParameterizedTest
    @EnumSource(Presentation.class)
    void aPictureOfADigitIsReadAboutAsWellAsItsTensor(Presentation presentation) {
        List<HeldOutDigit> some = everyEighth();
        int asTensors = rightOf("of every eighth as tensors", some, digit -> classifier.classify(digit.copyPixels()));

        int asPictures = rightOf(
                "of every eighth as " + presentation, some, digit -> classifier.classify(presentation.show(digit)));

        assertThat(asPictures).isGreaterThanOrEqualTo(asTensors - some.size() / 100);
    }

    @Test
    void theSamplesAreReadAsWhatTheyAre() throws IOException {
        assertThat(manifest.samples()).hasSize(10);
        for (int digit = 0; digit < 10; digit++) {
            BufferedImage sample = ImageIO.read(
                    new ByteArrayInputStream(DigitsModel.file(manifest.samples().get(digit))));

            Classification answer = classifier.classify(pictureOf(sample));

            assertThat(answer.label()).isEqualTo(String.valueOf(digit));
        }
    }

    private List<HeldOutDigit> everyEighth() {
        List<HeldOutDigit> some = new ArrayList<>();
        for (int i = 0; i < heldOut.size(); i += 8) {
            some.add(heldOut.get(i));
        }
        return some;
    }

    private static int rightOf(
            String what, List<HeldOutDigit> digits, Function<HeldOutDigit, Classification> classify) {
        int right = 0;
        for (HeldOutDigit digit : digits) {
            Classification answer = classify.apply(digit);
            right += answer.found() && answer.index() == digit.label() ? 1 : 0;
        }
        System.out.println("digits: " + right + " of " + digits.size() + " right " + what);
        return right;
    }

    private static Picture pictureOf(BufferedImage image) {
        byte[] rgba = new byte[4 * image.getWidth() * image.getHeight()];
        for (int i = 0; i < rgba.length / 4; i++) {
            int argb = image.getRGB(i % image.getWidth(), i / image.getWidth());
            rgba[4 * i] = (byte) (argb >> 16);
            rgba[4 * i + 1] = (byte) (argb >> 8);
            rgba[4 * i + 2] = (byte) argb;
            rgba[4 * i + 3] = (byte) (argb >>> 24);
        }
        return Picture.of(image.getWidth(), image.getHeight(), rgba);
    }

    /** Ways in which a person may show a digit. */
    enum Presentation {
        BLACK_ON_WHITE {
            @Override
            Picture show(HeldOutDigit digit) {
                return digit.toPicture(10, true);
            }
        },
        WHITE_ON_BLACK {
            @Override
            Picture show(HeldOutDigit digit) {
                return digit.toPicture(4, false);
            }
        },
        IN_THE_ORIGINAL_SIZE {
            @Override
            Picture show(HeldOutDigit digit) {
                return digit.toPicture(1, true);
            }
        },
        BLUE_PEN_ON_GREY {
            @Override
            Picture show(HeldOutDigit digit) {
                return digit.toPicture(7, 0x2040c0, 0xb8b4b0);
            }
        },
        YELLOW_PEN_ON_WHITE {
            @Override
            Picture show(HeldOutDigit digit) {
                return digit.toPicture(7, 0xf0e020, 0xffffff);
            }
        },
        IN_A_CORNER_OF_A_LARGE_SHEET {
            @Override
            Picture show(HeldOutDigit digit) {
                return Paper.of(800, 600, 0xffffff)
                        .draw(digit.enlarged(5), 640, 20, 0x000000)
                        .toPicture();
            }
        },
        ON_A_PHOTO_IN_UNEVEN_LIGHT {
            @Override
            Picture show(HeldOutDigit digit) {
                return Paper.of(400, 300, 0xe8e4d8)
                        .draw(digit.enlarged(7), 90, 50, 0x303848)
                        .unevenLight(0.5f)
                        .grain(0.02, 7)
                        .toPicture();
            }
        };

        abstract Picture show(HeldOutDigit digit);
    }
}
