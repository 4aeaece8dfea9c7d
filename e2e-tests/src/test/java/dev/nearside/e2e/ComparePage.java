package dev.nearside.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The page that compares, as a person uses it. */
record ComparePage(Page page) {
    /** A model is fetched and started, and two cores are shared by many. */
    static final int PATIENCE = 120_000;

    private static final Path SCREENSHOTS =
            Path.of(System.getProperty("nearside.root", ".."), "e2e-tests", "target", "screenshots");

    /** Opens it and waits until it knows who can answer. */
    static ComparePage open(Page page, ServerProcess server, String backend) {
        page.navigate(server.at("/?provider=wasm&backend=" + backend + "#/compare"));
        ComparePage compare = new ComparePage(page);
        assertThat(compare.part("compare-entrants"))
                .containsText("jvm/oracle", new ContainsTextOptions().setTimeout(PATIENCE));
        return compare;
    }

    Locator part(String testId) {
        return page.getByTestId(testId);
    }

    /** Chooses the tab on WebAssembly, the server, and one question that can be checked. */
    ComparePage choosing(String title) {
        return choosing(title, "tab/tiny-llama on WebAssembly", "jvm/oracle");
    }

    ComparePage choosing(String title, String... entrants) {
        for (Locator box : part("compare-entrants").getByRole(AriaRole.CHECKBOX).all()) {
            box.uncheck();
        }
        for (String entrant : entrants) {
            part("compare-entrants").getByText(entrant).click();
        }
        part("compare-none").click();
        part("compare-prompts")
                .getByText(title, new Locator.GetByTextOptions().setExact(true))
                .click();
        part("compare-tokens").fill("8");
        return this;
    }

    ComparePage alsoAsking(String title) {
        part("compare-prompts")
                .getByText(title, new Locator.GetByTextOptions().setExact(true))
                .click();
        return this;
    }

    void run(int answers) {
        part("compare-start").click();
        assertThat(part("compare-status"))
                .containsText("All " + answers + " answers are there", new ContainsTextOptions().setTimeout(PATIENCE));
    }

    /** What a person would have to scroll sideways for, or cannot see at all: parts of plots and tables that stand out of their card. */
    List<?> cutOff() {
        return (List<?>) page.evaluate("""
                () => [...document.querySelectorAll('[data-testid=view-compare] .card')].filter(card => card.offsetParent)
                  .flatMap(card => [...card.querySelectorAll('.plot *, table *')]
                    .filter(one => !one.closest('thead') || getComputedStyle(one.closest('thead')).position !== 'absolute')
                    .filter(one => {
                      const here = one.getBoundingClientRect(), there = card.getBoundingClientRect();
                      return here.right > there.right || here.left < there.left || one.scrollWidth > one.clientWidth + 1
                        && !one.matches('.plot-tick');
                    }).map(one => one.outerHTML))""");
    }

    /** A file as somebody gets it who presses its button. */
    String saved(String button) {
        try {
            return Files.readString(
                    page.waitForDownload(() -> part(button).click()).path());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void shoot(String name) {
        byte[] png = page.screenshot(new Page.ScreenshotOptions()
                .setPath(SCREENSHOTS.resolve(name + ".png"))
                .setFullPage(true));
        assertThat(png).isNotEmpty();
    }
}
