package dev.nearside.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pictures of the pages for people to look at, in {@code target/screenshots}; and that nothing is wider than the screen. */
@ExtendWith(Suite.class)
class ScreenshotsIT {
    private static final Path FOLDER =
            Path.of(System.getProperty("nearside.root", ".."), "e2e-tests", "target", "screenshots");

    @ParameterizedTest
    @CsvSource({
        "digits, LIGHT, 1280, 900, webgpu",
        "digits, DARK, 1280, 900, wasm",
        "digits, LIGHT, 390, 844, wasm",
        "digits, DARK, 390, 844, auto",
        "device, LIGHT, 1280, 900, auto",
        "device, DARK, 1280, 900, auto",
        "device, DARK, 390, 844, auto",
    })
    void thePageFitsTheScreen(
            String demo, ColorScheme scheme, int width, int height, String provider, Page page, ServerProcess server) {
        page.setViewportSize(width, height);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        DigitsPage digits = DigitsPage.open(page, server, "?provider=" + provider);
        digits.draw("28,22 50,21 72,22 62,45 50,66 44,84");
        digits.awaitDigit(7);
        page.getByTestId("nav-" + demo).click();
        assertThat(page.getByTestId("view-" + demo).isVisible()).isTrue();

        String name = String.join("-", demo, scheme.name().toLowerCase(Locale.ROOT), Integer.toString(width), provider);
        shoot(page, name, true);

        assertThat(sideways(page)).as("pixels to scroll sideways").isNotPositive();
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, 1280, 900", "DARK, 1280, 900", "LIGHT, 390, 844", "DARK, 390, 844"})
    void theSearchPageFitsTheScreen(ColorScheme scheme, int width, int height, Page page, ServerProcess server) {
        page.setViewportSize(width, height);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        String name = "search-" + scheme.name().toLowerCase(Locale.ROOT) + "-" + width;
        SearchPage search = SearchPage.open(page, server);
        shoot(page, name + "-empty", true);
        search.takeSampleCollection();
        shoot(page, name + "-library", true);
        search.part("search-example").first().click();
        search.passages().first().locator("mark").first().waitFor();

        shoot(page, name + "-found", false);
        search.passages().first().locator("h2 button").click();
        search.part("reader").locator(".reader-hit").first().waitFor();
        shoot(page, name + "-reader", false);

        assertThat(sideways(page)).as("pixels to scroll sideways").isNotPositive();
    }

    private static void shoot(Page page, String name, boolean whole) {
        byte[] png = page.screenshot(new Page.ScreenshotOptions()
                .setPath(FOLDER.resolve(name + ".png"))
                .setFullPage(whole));
        assertThat(png).isNotEmpty();
    }

    private static int sideways(Page page) {
        return (Integer)
                page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
    }
}
