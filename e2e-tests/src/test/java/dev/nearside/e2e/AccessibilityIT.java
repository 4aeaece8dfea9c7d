package dev.nearside.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules of axe-core, WCAG 2.2 AA and its best practices, on what a person sees. */
@ExtendWith(Suite.class)
class AccessibilityIT {
    private static final String RUN = "async () => { const result = await axe.run(document, {runOnly:"
            + " ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']});"
            + " return result.violations.flatMap(v => v.nodes.map(n =>"
            + " v.id + ' (' + v.impact + '): ' + n.target.join(' ') + ' ' + (n.any[0] || n.all[0] || n.none[0] || {}).message)); }";

    @ParameterizedTest
    @CsvSource({
        "digits, LIGHT, 1280",
        "digits, DARK, 1280",
        "device, LIGHT, 1280",
        "device, DARK, 1280",
        "digits, LIGHT, 390",
        "device, DARK, 390"
    })
    void nothingStandsInAPersonsWay(String demo, ColorScheme scheme, int width, Page page, ServerProcess server)
            throws IOException {
        page.setViewportSize(width, 844);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme).setReducedMotion(ReducedMotion.REDUCE));
        DigitsPage digits = DigitsPage.open(page, server, "");
        digits.takeSample(5);
        digits.awaitDigit(5);
        page.getByTestId("nav-" + demo).click();
        assertThat(page.getByTestId("view-" + demo).isVisible()).isTrue();

        List<?> violations = violations(page);

        assertThat(violations).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, 1280", "DARK, 1280", "DARK, 390"})
    void neitherWhileTheySearch(ColorScheme scheme, int width, Page page, ServerProcess server) throws IOException {
        page.setViewportSize(width, 844);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme).setReducedMotion(ReducedMotion.REDUCE));
        SearchPage search = SearchPage.open(page, server);
        List<?> whileEmpty = violations(page);
        search.choose(SearchPage.file("lease.txt", "Pets are allowed."), SearchPage.file("empty.txt", ""));
        search.awaitDone();
        search.ask("Are pets allowed?").first().locator("summary").click();
        List<?> withPassages = violations(page);
        search.passages().first().locator("h2 button").click();
        List<?> whileReading = violations(page);
        page.keyboard().press("Escape");
        search.part("search-paste").click();
        List<?> whilePasting = violations(page);
        page.keyboard().press("Escape");
        search.part("search-wipe").click();

        List<?> beforeWiping = violations(page);

        assertThat(whileEmpty).isEmpty();
        assertThat(withPassages).isEmpty();
        assertThat(whileReading).isEmpty();
        assertThat(whilePasting).isEmpty();
        assertThat(beforeWiping).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, 1280", "DARK, 390"})
    void neitherWhileTheyTalk(ColorScheme scheme, int width, Page page, ChatServer chats) throws IOException {
        page.setViewportSize(width, 844);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme).setReducedMotion(ReducedMotion.REDUCE));
        ChatPage chat = ChatPage.open(page, chats.server());
        List<?> before = violations(page);
        chat.load();
        chat.say("Hello");
        chat.part("chat-stop").click();
        assertThat(chat.awaitAnswer(1, "stopped").isVisible()).isTrue();
        List<?> afterAnAnswer = violations(page);
        chat.part("ledger-lamp").click();

        List<?> withTheLedger = violations(page);

        assertThat(before).isEmpty();
        assertThat(afterAnAnswer).isEmpty();
        assertThat(withTheLedger).isEmpty();
    }

    static List<?> violations(Page page) throws IOException {
        Object nothing = page.evaluate(axe() + "; null");
        assertThat(nothing).isNull();
        return (List<?>) page.evaluate(RUN);
    }

    private static String axe() throws IOException {
        try (InputStream in = AccessibilityIT.class.getResourceAsStream("/axe.min.js")) {
            assertThat(in).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
