package dev.nearside.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Somebody asks what this device can do. */
@ExtendWith(Suite.class)
class DevicePageIT {

    @Test
    void itTellsWhatThereIsAndWhatWasChosen(Page page, ServerProcess server) {
        PageWatch watch = PageWatch.over(page);
        DigitsPage.open(page, server, "").part("nav-device").click();

        assertThat(page.getByTestId("device-summary")).containsText("WebGPU in software only");
        assertThat(page.getByTestId("device-choice")).containsText("WebAssembly");
        assertThat(page.getByTestId("device-facts").innerText())
                .contains("WebGPU", "WebAssembly", "hread")
                .containsIgnoringCase("swiftshader")
                .containsIgnoringCase("isolat");
        assertThat(watch.errors()).isEmpty();
    }

    @Test
    void theReportCanBeCopied(Page page, ServerProcess server) {
        page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
        DigitsPage.open(page, server, "").part("nav-device").click();

        page.getByTestId("device-copy").click();

        PageCondition.await(page, "(await navigator.clipboard.readText()).includes('WebGPU')");
    }

    @Test
    void withoutWebGpuItSaysWhatToDoAndThePageGoesOn(Browsers browsers, ServerProcess server) {
        try (Browser browser = browsers.launch(Browsers.Gpu.SWITCHED_OFF);
                BrowserContext context = browser.newContext()) {
            Page page = context.newPage();
            DigitsPage digits = DigitsPage.open(page, server, "?provider=webgpu");

            assertThat(digits.part("digits-notice")).containsText("WebGPU could not be used");
            digits.takeSample(7);
            digits.awaitDigit(7);
            digits.part("nav-device").click();
            assertThat(page.getByTestId("device-summary")).containsText("WebGPU is not to be had");
            assertThat(page.getByTestId("device-help")).containsText("WebGPU");
        }
    }
}
