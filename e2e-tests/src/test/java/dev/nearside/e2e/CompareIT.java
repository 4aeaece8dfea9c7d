package dev.nearside.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.nearside.json.Json;
import dev.nearside.json.JsonCursor;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Somebody compares the tiny llama in the tab with a server that always says 43. */
@ExtendWith(Suite.class)
class CompareIT {
    static final String CLOUD = "{\"backend\":\"cloud\",\"model\":\"gpt\",\"contextLength\":128000}";

    static final String JVM = "{\"backend\":\"jvm\",\"model\":\"oracle\",\"contextLength\":4096}";

    @ParameterizedTest
    @CsvSource({"wasm-gc", "js"})
    void bothAreAskedByTurnsAndWhatTheySaidIsMeasuredAndChecked(
            String backend, Page page, BrowserContext context, ChatServer chats) throws IOException {
        RoutedServer server = new RoutedServer(context, "{}", JVM).says("It is ", "43");
        PageWatch watch = PageWatch.over(page);
        ComparePage compare = ComparePage.open(page, chats.server(), backend).choosing("A sum");
        compare.part("compare-runs").fill("2");
        assertThat(compare.part("compare-about"))
                .hasText("4 answers. The questions go to jvm/oracle (on this machine, outside the tab).");

        compare.run(4);

        assertThat(server.sent()).hasSize(2);
        assertThat(compare.part("compare-column")).hasCount(2);
        assertThat(compare.part("compare-column").nth(1)).hasAttribute("data-state", "right");
        assertThat(compare.part("compare-column").nth(1)).containsText("It is 43");
        assertThat(compare.part("compare-row")).hasCount(2);
        assertThat(compare.part("compare-row").nth(1)).containsText("2 of 2");
        assertThat(compare.part("compare-matrix")).containsText("100 % answered");
        assertThat(compare.part("compare-matrix")).containsText("stays on the device");
        assertThat(compare.part("compare-plot-first"))
                .hasAttribute("aria-label", Pattern.compile(".*jvm/oracle median .*"));
        Download file = page.waitForDownload(() -> compare.part("compare-json").click());
        JsonCursor json = Json.read(Files.readString(file.path()));
        assertThat(json.field("measures").items()).hasSize(4);
        assertThat(json.field("measures")
                        .items()
                        .get(0)
                        .field("firstTokenMillis")
                        .asDouble())
                .isPositive();
        assertThat(watch.errors()).isEmpty();
        assertThat(watch.refused()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, 1280, 900", "DARK, 390, 844"})
    void oneModelOnWebGpuAndOnWebAssemblyIsComparedInOneTab(
            ColorScheme scheme, int width, int height, Page page, BrowserContext context, ChatServer chats)
            throws IOException {
        page.setViewportSize(width, height);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        RoutedServer server = new RoutedServer(context, "{}", JVM).says("no");
        ComparePage compare = ComparePage.open(page, chats.server(), "wasm-gc")
                .choosing("A sum", "tab/tiny-llama on WebAssembly", "tab/tiny-llama on WebGPU");
        compare.part("compare-runs").fill("2");
        assertThat(compare.part("compare-about")).hasText("4 answers. Nothing leaves the tab.");

        compare.run(4);
        compare.shoot("compare-webgpu-" + scheme.name().toLowerCase(Locale.ROOT) + "-" + width);

        assertThat(compare.part("compare-pick-run")).hasValue("2 of 2");
        assertThat(compare.part("compare-row")).hasCount(2);
        Download file = page.waitForDownload(() -> compare.part("compare-json").click());
        List<JsonCursor> measures =
                Json.read(Files.readString(file.path())).field("measures").items();
        assertThat(measures)
                .extracting(one -> one.field("contestant").asString())
                .containsExactly(
                        "tab/tiny-llama on WebAssembly",
                        "tab/tiny-llama on WebGPU",
                        "tab/tiny-llama on WebGPU",
                        "tab/tiny-llama on WebAssembly");
        assertThat(measures).allSatisfy(one -> {
            assertThat(one.optional("failure")).as(one.toString()).isEmpty();
            assertThat(one.field("firstTokenMillis").asDouble()).isPositive();
            assertThat(one.field("bytesOut").asInt()).isZero();
        });
        assertThat(server.sent()).isEmpty();
        assertThat((Integer) page.evaluate(
                        "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .isNotPositive();
    }

    @Test
    void votesAreBlindUntilTheLast(Page page, BrowserContext context, ChatServer chats) {
        RoutedServer ignored = new RoutedServer(context, "{}", JVM).says("It is ", "43");
        ComparePage compare = ComparePage.open(page, chats.server(), "wasm-gc").choosing("A sum");
        compare.part("compare-runs").fill("1");
        compare.run(2);
        assertThat(compare.part("compare-tally")).hasText("0 votes of 1.");
        assertThat(compare.part("compare-ballot")).not().containsText("oracle");

        compare.part("compare-ballot")
                .locator("li", new Locator.LocatorOptions().setHasText("It is 43"))
                .getByRole(AriaRole.BUTTON)
                .click();

        assertThat(compare.part("compare-tally")).hasText("1 vote of 1. jvm/oracle: 1.");
    }

    @Test
    void nobodyVotesOnAnswersThatAreTheSameAndWhatHasNoPriceIsNotFree(
            Page page, BrowserContext context, ChatServer chats) {
        RoutedServer ignored = new RoutedServer(context, "{}", JVM, CLOUD).says("It is ", "43");
        ComparePage compare =
                ComparePage.open(page, chats.server(), "wasm-gc").choosing("A sum", "jvm/oracle", "cloud/gpt");
        compare.part("compare-runs").fill("1");

        compare.run(2);

        assertThat(compare.part("compare-ballot").getByRole(AriaRole.BUTTON)).hasCount(0);
        assertThat(compare.part("compare-tally"))
                .hasText("Nothing to vote on. 1 question is left out: no two answers differ.");
        assertThat(compare.part("compare-row").nth(0)).containsText("free");
        assertThat(compare.part("compare-row").nth(1)).containsText("unknown");
    }

    @Test
    void whatIsCutOffIsNotRightByItsLastNumber(Page page, BrowserContext context, ChatServer chats) {
        RoutedServer ignored = new RoutedServer(context, "{}", JVM).isCutOffAfter("It is 43, as ", "17 + 26 is 43");
        ComparePage compare = ComparePage.open(page, chats.server(), "wasm-gc").choosing("A sum");
        compare.part("compare-runs").fill("1");

        compare.run(2);

        assertThat(compare.part("compare-column").nth(1)).hasAttribute("data-state", "cut");
        assertThat(compare.part("compare-column").nth(1)).containsText("cut off");
        assertThat(compare.part("compare-row").nth(1)).containsText("0 of 1, 1 cut off");
    }

    @Test
    void aLongQuestionIsShownInShortAndCanBeReadWhole(Page page, BrowserContext context, ChatServer chats) {
        RoutedServer ignored = new RoutedServer(context, "{}", JVM).says("walnut");
        ComparePage compare = ComparePage.open(page, chats.server(), "wasm-gc").choosing("Reading, short");
        compare.part("compare-runs").fill("1");

        compare.run(2);

        assertThat(compare.part("compare-question")).containsText("…");
        compare.part("compare-question-more").locator("summary").click();
        assertThat(compare.part("compare-question-whole")).isVisible();
        assertThat(compare.part("compare-question-whole")).containsText("pencils lie on every desk");
    }

    @Test
    void aRuleThatIsKeptIsShownBeforeAnythingIsComparedAndCanBeForgotten(
            Page page, BrowserContext context, ChatServer chats) {
        RoutedServer ignored = new RoutedServer(context, "{}", JVM).says("43");
        ComparePage compare = ComparePage.open(page, chats.server(), "wasm-gc");
        assertThat(compare.part("compare-kept")).isHidden();
        page.evaluate("() => localStorage.setItem('nearside.rules', JSON.stringify([{name: 'measured',"
                + " when: {minTokens: 640}, then: {use: ['jvm/oracle']}}]))");

        page.reload();

        assertThat(compare.part("compare-kept"))
                .containsText(
                        "asks jvm/oracle first, for prompts from 640 tokens on",
                        new ContainsTextOptions().setTimeout(ComparePage.PATIENCE));
        compare.part("compare-kept").getByRole(AriaRole.BUTTON).click();
        assertThat(compare.part("compare-kept")).isHidden();
        assertThat(page.evaluate("() => localStorage.getItem('nearside.rules')"))
                .isEqualTo("[]");
    }

    @Test
    void aServerThatDoesNotAnswerIsSaidToBeSo(Page page, BrowserContext context, ChatServer chats) {
        context.route("**/api/routing", route -> route.abort());

        page.navigate(chats.server().at("/?provider=wasm#/compare"));

        assertThat(page.getByTestId("compare-nobody"))
                .containsText("The server does not answer", new ContainsTextOptions().setTimeout(ComparePage.PATIENCE));
        assertThat(page.getByTestId("compare-advice")).isHidden();
    }

    @Test
    void aFailureIsShown(Page page, BrowserContext context, ChatServer chats) {
        RoutedServer ignored = new RoutedServer(context, "{}", JVM).refuses(503, "no_backend", "it is gone");
        ComparePage compare = ComparePage.open(page, chats.server(), "wasm-gc").choosing("A sum");
        compare.part("compare-runs").fill("1");

        compare.run(2);

        assertThat(compare.part("compare-column").nth(1)).hasAttribute("data-state", "failed");
        assertThat(compare.part("compare-column").nth(1)).containsText("it is gone");
    }

    @Test
    void stoppingKeepsWhatIsThere(Page page, BrowserContext context, ChatServer chats) {
        RoutedServer ignored =
                new RoutedServer(context, "{}", JVM).says("It is ", "43").silentAfter(1);
        ComparePage compare = ComparePage.open(page, chats.server(), "wasm-gc").choosing("A sum");
        compare.part("compare-runs").fill("2");

        compare.part("compare-start").click();
        assertThat(compare.part("compare-status"))
                .containsText("Answer 3 of 4", new ContainsTextOptions().setTimeout(ComparePage.PATIENCE));
        assertThat(compare.part("compare-status")).isInViewport();
        assertThat(compare.part("compare-stop")).isInViewport();
        assertThat(compare.part("compare-question")).isInViewport();
        compare.part("compare-stop").click();

        assertThat(compare.part("compare-status"))
                .hasText("Stopped after 2 answers.", new HasTextOptions().setTimeout(ComparePage.PATIENCE));
        assertThat(compare.part("compare-row")).hasCount(2);
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, 1280, 900", "DARK, 1280, 900", "LIGHT, 390, 844", "DARK, 390, 844"})
    void thePageFitsTheScreenAndNothingStandsInAPersonsWay(
            ColorScheme scheme, int width, int height, Page page, BrowserContext context, ChatServer chats)
            throws IOException {
        page.setViewportSize(width, height);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        RoutedServer ignored = new RoutedServer(context, "{}", JVM).says("It is ", "43");
        String name = "compare-" + scheme.name().toLowerCase(Locale.ROOT) + "-" + width;
        ComparePage compare = ComparePage.open(page, chats.server(), "wasm-gc").choosing("A sum");
        compare.part("compare-runs").fill("2");
        compare.shoot(name + "-choices");
        compare.run(4);
        compare.shoot(name);

        assertThat(AccessibilityIT.violations(page)).isEmpty();
        assertThat((Integer) page.evaluate(
                        "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .isNotPositive();
        assertThat(compare.cutOff()).isEmpty();
    }
}
