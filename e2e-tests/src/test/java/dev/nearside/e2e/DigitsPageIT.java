package dev.nearside.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import dev.nearside.vision.HeldOutDigit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody uses the digits page. */
@ExtendWith(Suite.class)
class DigitsPageIT {
    private static final String SEVEN = "28,22 50,21 72,22 62,45 50,66 44,84";

    @ParameterizedTest
    @CsvSource({
        "0, '50,18 34,28 28,50 34,72 50,82 66,72 72,50 66,28 50,18'",
        "1, '50,18 50,50 50,84'",
        "2, '30,32 38,20 54,18 66,28 62,44 46,62 30,80 50,80 72,80'",
        "3, '32,22 52,18 66,28 60,42 46,48 62,54 68,68 54,82 32,78'",
        "7, '28,22 50,21 72,22 62,45 50,66 44,84'",
    })
    void aDigitDrawnWithTheMouseIsRecognised(int digit, String stroke, Page page, ServerProcess server) {
        DigitsPage digits = DigitsPage.open(page, server, "");

        digits.draw(stroke);

        digits.awaitDigit(digit);
        assertThat(digits.part("digits-bar-" + digit)).hasAttribute("data-top", "true");
    }

    @Test
    void itIsRecognisedWhileItIsDrawn(Page page, ServerProcess server) {
        DigitsPage digits = DigitsPage.open(page, server, "");

        digits.press(SEVEN);

        digits.awaitDigit(7);
        page.mouse().up();
        digits.awaitDigit(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"file", "drop", "paste"})
    void picturesOfHeldOutDigitsAreRecognisedHoweverTheyCome(String way, Page page, ServerProcess server) {
        DigitsPage digits = DigitsPage.open(page, server, "");

        for (int label : new int[] {4, 6, 9}) {
            HeldOutDigit digit = Digits.of(label);
            if (way.equals("file")) {
                digits.chooseFile(digit.toPicture(8, label % 2 == 0));
            } else {
                digits.bring(way, digit.toPicture(8, label % 2 == 0));
            }

            digits.awaitDigit(label);
        }
    }

    @Test
    void everySampleIsReadAsWhatItIs(Page page, ServerProcess server) {
        DigitsPage digits = DigitsPage.open(page, server, "");

        for (int digit = 0; digit < 10; digit++) {
            digits.takeSample(digit);

            digits.awaitDigit(digit);
        }
    }

    @Test
    void theSheetIsUndoneAndCleared(Page page, ServerProcess server) {
        DigitsPage digits = DigitsPage.open(page, server, "");
        digits.draw("50,18 50,50 50,84");
        digits.awaitDigit(1);
        digits.draw("20,80 80,80", "20,20 80,20");

        digits.part("digits-undo").click();
        digits.part("digits-undo").click();
        digits.awaitDigit(1);
        digits.part("digits-clear").click();

        assertThat(digits.part("digits-result")).hasAttribute("data-state", "empty");
        assertThat(digits.part("digits-clear")).isDisabled();
        assertThat(digits.part("digits-bar-1").locator(".bar-value")).hasText("–");

        digits.part("digits-undo").click();
        digits.awaitDigit(1);
    }

    @Test
    void scribbleIsNoDigitInsteadOfAGuess(Page page, ServerProcess server) {
        DigitsPage digits = DigitsPage.open(page, server, "");

        digits.draw("50,50 50,50");

        assertThat(digits.part("digits-result")).hasAttribute("data-state", "none");
        assertThat(digits.part("digits-sentence")).containsText("No digit found");
    }

    @Test
    void theLogIsThatOfTheCoursesDemo(Page page, ServerProcess server) {
        DigitsPage digits = DigitsPage.open(page, server, "?provider=webgpu");
        digits.takeSample(7);
        digits.awaitDigit(7);

        assertThat(digits.log())
                .contains(
                        "adapter",
                        "session created on webgpu",
                        "input: ",
                        "output: ",
                        "output length: 10",
                        "argmax: 7");
        assertThat(digits.part("digits-time-run")).containsText("ms");
        assertThat(digits.part("digits-time-load")).containsText("ms");
    }

    @Test
    void theLogCanBeCopied(Page page, ServerProcess server) {
        page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
        DigitsPage digits = DigitsPage.open(page, server, "");

        digits.part("digits-log-copy").click();

        PageCondition.await(page, "(await navigator.clipboard.readText()).includes('session created')");
    }

    @Test
    void theProviderIsSwitchedWhileTheDigitStays(Page page, ServerProcess server) {
        DigitsPage digits = DigitsPage.open(page, server, "?provider=wasm");
        digits.takeSample(8);
        digits.awaitDigit(8);

        digits.choose("webgpu");
        digits.awaitReady("WebGPU");
        digits.awaitDigit(8);
        digits.choose("auto");

        digits.awaitReady("WebAssembly");
        digits.awaitDigit(8);
        assertThat(digits.log()).contains("software");
    }

    @ParameterizedTest
    @ValueSource(strings = {"js", "wasm-gc"})
    void bothCompiledFormsRunThePage(String backend, Page page, ServerProcess server) {
        PageWatch watch = PageWatch.over(page);
        DigitsPage digits = DigitsPage.open(page, server, "?backend=" + backend);

        for (int digit : new int[] {2, 5}) {
            digits.takeSample(digit);
            digits.awaitDigit(digit);
        }

        assertThat(watch.errors()).isEmpty();
        assertThat(watch.refused()).isEmpty();
        assertThat(page.evaluate("() => nearsideHost.backend")).isEqualTo(backend);
    }

    @Test
    void nothingMovesWhileDigitsAreRead(Page page, ServerProcess server) {
        PageWatch watch = PageWatch.over(page);
        DigitsPage digits = DigitsPage.open(page, server, "");
        double loaded = watch.layoutShift();

        digits.draw(SEVEN);
        digits.awaitDigit(7);
        digits.part("digits-clear").click();
        digits.takeSample(0);
        digits.awaitDigit(0);
        double used = watch.layoutShift() - loaded;

        assertThat(loaded).as("layout shift while loading").isLessThan(0.02);
        assertThat(used).as("layout shift while reading digits").isLessThan(0.01);
    }

    @Test
    void itWorksFromTheKeyboard(Page page, ServerProcess server) {
        DigitsPage digits = DigitsPage.open(page, server, "");

        page.keyboard().press("Tab");
        assertThat(page.locator(":focus")).containsText("Skip to the content");
        page.keyboard().press("Enter");
        page.keyboard().press("Tab");
        assertThat(digits.part("digits-canvas")).isFocused();
        // A button that is not enabled yet takes no focus.
        assertThat(digits.part("digits-sample-3")).isEnabled();
        digits.part("digits-sample-3").focus();
        page.keyboard().press("Enter");
        digits.awaitDigit(3);
        assertThat(digits.part("digits-sample-6")).isEnabled();
        digits.part("digits-sample-6").focus();
        page.keyboard().press("Space");
        digits.awaitDigit(6);
        digits.part("digits-provider-auto").focus();
        page.keyboard().press("ArrowLeft");
        assertThat(digits.part("digits-provider-wasm")).isChecked();
        digits.awaitReady("WebAssembly");
        page.keyboard().press("Escape");
        assertThat(digits.part("digits-result")).hasAttribute("data-state", "empty");

        digits.part("ledger-lamp").focus();
        page.keyboard().press("Enter");
        assertThat(digits.part("ledger-dialog")).isVisible();
        page.keyboard().press("Escape");
        assertThat(digits.part("ledger-dialog")).isHidden();
    }

    @Test
    void aDeviceThatIsLostIsToldAndTheDrawingStays(Page page, ServerProcess server) {
        DigitsPage digits = DigitsPage.open(page, server, "?provider=wasm");
        digits.takeSample(9);
        digits.awaitDigit(9);
        EngineWorker.of(page).keepDevice();
        digits.choose("webgpu");
        digits.awaitReady("WebGPU");
        digits.awaitDigit(9);

        EngineWorker.of(page).later("self.device.destroy();");

        assertThat(digits.part("digits-notice")).containsText("device was lost");
        digits.awaitReady("WebAssembly");
        digits.takeSample(4);
        digits.awaitDigit(4);
        assertThat(digits.log()).contains("device was lost");
    }

    @Test
    void aModelThatCannotBeLoadedIsToldAndNothingHangs(Page page, ServerProcess server) {
        page.context().route("**/models/digits/digits.onnx*", route -> {
            byte[] changed = JvmDigits.bundled("digits.onnx");
            changed[1000] ^= 1;
            route.fulfill(new Route.FulfillOptions()
                    .setContentType("application/octet-stream")
                    .setHeaders(Map.of("Cross-Origin-Resource-Policy", "cross-origin"))
                    .setBodyBytes(changed));
        });

        page.navigate(server.at("/#/digits"));

        assertThat(page.getByTestId("engine-state")).hasAttribute("data-state", "failed");
        assertThat(page.getByTestId("engine-text")).hasText("The engine is not ready");
        assertThat(page.getByTestId("digits-sentence")).containsText("SHA-256");
    }
}
