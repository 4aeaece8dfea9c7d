package dev.nearside.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Somebody wants to know what left the tab. */
@ExtendWith(Suite.class)
class LedgerIT {

    @Test
    void aDrawingThatIsRecognisedSendsNothing(Page page, ServerProcess server) {
        DigitsPage digits = DigitsPage.open(page, server, "");

        digits.takeSample(3);
        digits.awaitDigit(3);

        assertThat(digits.part("ledger-bytes")).hasText("0 bytes");
        assertThat(digits.part("ledger-lamp")).hasAttribute("data-state", "dark");
    }

    @Test
    void whateverAScriptSendsIsCountedInPageAndWorker(Page page, ServerProcess server) {
        DigitsPage digits = DigitsPage.open(page, server, "");

        page.evaluate("fetch('/api/one', {method: 'POST', body: 'x'.repeat(600)}).then(() => null)");
        page.evaluate("navigator.sendBeacon('/api/two', 'y'.repeat(120))");
        page.workers()
                .get(0)
                .evaluate("fetch('/api/three', {method: 'POST', body: new Uint8Array(280)}).then(() => null)");

        assertThat(digits.part("ledger-bytes")).hasText("1000 bytes");
        assertThat(digits.part("ledger-lamp")).hasAttribute("data-state", "lit");
        assertThat(digits.ledger())
                .anyMatch(row -> row.contains("/api/one") && row.contains("600 bytes"))
                .anyMatch(row -> row.contains("/api/two") && row.contains("120 bytes"))
                .anyMatch(row -> row.contains("/api/three") && row.contains("280 bytes"));
    }

    @Test
    void equalRequestsAreOneRowAndTheNewestIsTheFirst(Page page, ServerProcess server) {
        DigitsPage digits = DigitsPage.open(page, server, "");
        digits.takeSample(3);
        digits.awaitDigit(3);

        for (String path : List.of("/api/one", "/api/two", "/api/one")) {
            page.evaluate("path => fetch(path, {method: 'POST', body: 'x'.repeat(100)}).then(() => null)", path);
        }

        List<String> rows = digits.ledger().stream()
                .filter(row -> row.contains("/api/one") || row.contains("/api/two"))
                .toList();
        assertThat(rows).hasSize(2);
        assertThat(rows.get(0)).contains("/api/one (×2)", "200 bytes");
        assertThat(rows.get(1)).contains("/api/two", "100 bytes").doesNotContain("×");
    }

    @Test
    void theListClosesByItsCrossAndByAClickBesideIt(Page page, ServerProcess server) {
        DigitsPage digits = DigitsPage.open(page, server, "");

        digits.part("ledger-lamp").click();
        assertThat(digits.part("ledger-dialog")).isVisible();
        digits.part("ledger-close").click();
        assertThat(digits.part("ledger-dialog")).isHidden();

        digits.part("ledger-lamp").click();
        page.mouse().click(5, 300);
        assertThat(digits.part("ledger-dialog")).isHidden();
    }
}
