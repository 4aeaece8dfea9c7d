package dev.nearside.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasAttributeOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.nearside.json.Json;
import dev.nearside.json.JsonCursor;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** After a comparison every answer is there to be read, saved and found again. */
@ExtendWith(Suite.class)
class CompareAnswersIT {
    private static final String LONG =
            "{\"backend\":\"jvm\",\"model\":\"oracle-with-a-name-that-is-longer-than-a-phone-is-wide"
                    + "-instruct-q4\",\"contextLength\":4096}";

    /** The sum and the fact, twice, to two on the server. */
    private static ComparePage compared(Page page, BrowserContext context, ChatServer chats) {
        RoutedServer ignored = new RoutedServer(context, "{}", CompareIT.JVM, CompareIT.CLOUD).says("It is ", "43");
        ComparePage compare = ComparePage.open(page, chats.server(), "wasm-gc")
                .choosing("A sum", "jvm/oracle", "cloud/gpt")
                .alsoAsking("A fact");
        compare.part("compare-runs").fill("2");
        compare.run(8);
        return compare;
    }

    private static Locator mark(ComparePage compare, String about) {
        return compare.part("compare-overview")
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(about).setExact(true));
    }

    @Test
    void anyQuestionAndAnyRunCanBeChosenAndIsSaidToBeRightOrWrong(Page page, BrowserContext context, ChatServer chats) {
        ComparePage compare = compared(page, context, chats);
        assertThat(compare.part("compare-question")).containsText("17 + 26");
        assertThat(compare.part("compare-column").nth(0)).hasAttribute("data-state", "right");

        compare.part("compare-pick-prompt").selectOption("1. A fact");
        compare.part("compare-pick-run").selectOption("1 of 2");

        assertThat(compare.part("compare-question")).containsText("capital of Portugal");
        assertThat(compare.part("compare-expected")).hasText("Right would be: lisbon or lisboa");
        assertThat(compare.part("compare-column")).hasCount(2);
        for (Locator column : compare.part("compare-column").all()) {
            assertThat(column).hasAttribute("data-state", "wrong");
            assertThat(column).containsText("It is 43");
            assertThat(column).containsText("Wrong · first word ");
        }
    }

    @Test
    void theOverviewLeadsToEachAnswerByClickAndByKey(Page page, BrowserContext context, ChatServer chats) {
        ComparePage compare = compared(page, context, chats);
        assertThat(compare.part("compare-mark")).hasCount(8);
        assertThat(compare.part("compare-overview").locator("[data-verdict=right]"))
                .hasCount(4);
        assertThat(compare.part("compare-overview").locator("[data-verdict=wrong]"))
                .hasCount(4);

        mark(compare, "A fact, run 2, cloud/gpt: wrong").click();

        assertThat(compare.part("compare-question")).isFocused();
        assertThat(compare.part("compare-question")).isInViewport();
        assertThat(compare.part("compare-question")).containsText("capital of Portugal");
        assertThat(compare.part("compare-pick-run")).hasValue("2 of 2");

        mark(compare, "A fact, run 2, cloud/gpt: wrong").focus();
        page.keyboard().press("ArrowDown");
        assertThat(mark(compare, "A sum, run 2, cloud/gpt: right")).isFocused();
        page.keyboard().press("ArrowLeft");
        page.keyboard().press("Enter");

        assertThat(compare.part("compare-question")).containsText("17 + 26");
        assertThat(compare.part("compare-pick-run")).hasValue("1 of 2");
        assertThat(compare.part("compare-overview").locator("[tabindex='0']")).hasCount(1);
    }

    @Test
    void anEarlierAnswerCanBeReadWhileTheNextIsMade(Page page, BrowserContext context, ChatServer chats) {
        RoutedServer ignored = new RoutedServer(context, "{}", CompareIT.JVM, CompareIT.CLOUD)
                .says("It is ", "43")
                .silentAfter(3);
        ComparePage compare = ComparePage.open(page, chats.server(), "wasm-gc")
                .choosing("A sum", "jvm/oracle", "cloud/gpt")
                .alsoAsking("A fact");
        compare.part("compare-runs").fill("1");
        compare.part("compare-start").click();
        assertThat(compare.part("compare-status"))
                .containsText("Answer 4 of 4", new ContainsTextOptions().setTimeout(ComparePage.PATIENCE));
        assertThat(compare.part("compare-follow")).isHidden();

        compare.part("compare-pick-prompt").selectOption("1. A fact");

        assertThat(compare.part("compare-column").nth(1)).hasAttribute("data-state", "wrong");
        compare.part("compare-follow").click();
        assertThat(compare.part("compare-question")).containsText("17 + 26");
        assertThat(compare.part("compare-column").and(page.locator("[data-state=answering]")))
                .hasCount(1);
        compare.part("compare-stop").click();
        assertThat(compare.part("compare-status"))
                .hasText("Stopped after 3 answers.", new HasTextOptions().setTimeout(ComparePage.PATIENCE));
    }

    @Test
    void severalQuestionsOfOnesOwnAreAskedAndCheckedWhereOneSaysWhatIsRight(
            Page page, BrowserContext context, ChatServer chats) {
        RoutedServer ignored =
                new RoutedServer(context, "{}", CompareIT.JVM, CompareIT.CLOUD).isCutOffAfter("=43, ", "as it is");
        ComparePage compare =
                ComparePage.open(page, chats.server(), "wasm-gc").choosing("A sum", "jvm/oracle", "cloud/gpt");
        compare.part("compare-none").click();
        compare.part("compare-runs").fill("1");
        compare.part("compare-own").fill("Who \"are\" you?\nReally, | honestly?");
        compare.part("compare-add").click();
        assertThat(compare.part("compare-own").nth(1)).isFocused();
        compare.part("compare-own").nth(1).fill("What are you?");
        compare.part("compare-own-expected").nth(1).fill("As it is");
        compare.part("compare-add").click();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Remove question 3"))
                .click();
        assertThat(compare.part("compare-about")).containsText("4 answers.");

        compare.run(4);

        assertThat(compare.part("compare-row").nth(0)).containsText("1 of 1, 1 not checkable");
        assertThat(mark(compare, "Your question 1, run 1, jvm/oracle: not checkable"))
                .isVisible();
        assertThat(mark(compare, "Your question 2, run 1, jvm/oracle: right")).isVisible();
        List<JsonCursor> measures =
                Json.read(compare.saved("compare-json")).field("measures").items();
        assertThat(measures)
                .extracting(one -> one.field("verdict").asString())
                .containsExactly("not checkable", "not checkable", "right", "right");
        assertThat(compare.saved("compare-csv"))
                .contains(
                        "\"own-1\",\"Your question 1\",\"Who \"\"are\"\" you?\nReally, | honestly?\",\"\",1,\"not checkable\",")
                .contains(",\"'=43, as it is\"");
        assertThat(compare.saved("compare-markdown"))
                .contains("```text\nWho \"are\" you?\nReally, | honestly?\n```")
                .contains("#### jvm/oracle, run 1: right")
                .contains("```text\n=43, as it is\n```");
    }

    @ParameterizedTest
    @CsvSource({"wasm-gc", "js"})
    void theLastComparisonIsThereAfterAReloadUntilItIsDeleted(
            String backend, Page page, BrowserContext context, ChatServer chats) {
        RoutedServer ignored = new RoutedServer(context, "{}", CompareIT.JVM, CompareIT.CLOUD).says("It is ", "43");
        ComparePage compare =
                ComparePage.open(page, chats.server(), backend).choosing("A sum", "jvm/oracle", "cloud/gpt");
        compare.part("compare-own").fill("Who are you?");
        compare.part("compare-own-expected").fill("43");
        compare.part("compare-runs").fill("1");
        compare.run(4);
        assertThat(compare.part("compare-last")).containsText("is kept in this browser, and nowhere else");

        page.reload();

        assertThat(compare.part("compare-last"))
                .containsText("The comparison of ", new ContainsTextOptions().setTimeout(ComparePage.PATIENCE));
        assertThat(compare.part("compare-row")).hasCount(2);
        assertThat(compare.part("compare-row").nth(1)).containsText("2 of 2");
        assertThat(mark(compare, "Your question, run 1, cloud/gpt: right")).isVisible();
        assertThat(compare.part("compare-column").nth(0)).containsText("It is 43");
        assertThat(compare.part("view-compare"))
                .hasAttribute("data-state", "ready", new HasAttributeOptions().setTimeout(ComparePage.PATIENCE));
        compare.part("compare-last").getByRole(AriaRole.BUTTON).click();
        assertThat(compare.part("compare-status")).hasText("The comparison is deleted.");
        assertThat(compare.part("compare-results")).isHidden();
        assertThat(compare.part("compare-answers")).isHidden();

        page.reload();

        assertThat(compare.part("view-compare"))
                .hasAttribute("data-state", "ready", new HasAttributeOptions().setTimeout(ComparePage.PATIENCE));
        assertThat(compare.part("compare-last")).isHidden();
        assertThat(compare.part("compare-answers")).isHidden();
    }

    @Test
    void whatAnotherTabDeletedStaysDeleted(Page page, BrowserContext context, ChatServer chats) {
        RoutedServer ignored = new RoutedServer(context, "{}", CompareIT.JVM).says("It is ", "43");
        ComparePage compare = ComparePage.open(page, chats.server(), "wasm-gc").choosing("A sum");
        compare.part("compare-runs").fill("1");
        compare.run(2);
        ComparePage other = ComparePage.open(context.newPage(), chats.server(), "wasm-gc");
        other.part("compare-last").getByRole(AriaRole.BUTTON).click();
        assertThat(other.part("compare-status")).hasText("The comparison is deleted.");

        compare.part("compare-ballot").getByRole(AriaRole.BUTTON).first().click();

        assertThat(compare.part("compare-last")).containsText("Another tab has deleted this comparison");
        assertThat(compare.part("compare-last").getByRole(AriaRole.BUTTON)).isHidden();
        other.page().reload();
        assertThat(other.part("view-compare"))
                .hasAttribute("data-state", "ready", new HasAttributeOptions().setTimeout(ComparePage.PATIENCE));
        assertThat(other.part("compare-last")).isHidden();
    }

    @Test
    void whatWasAnsweredBeforeTheTabWasLeftIsKeptToo(Page page, BrowserContext context, ChatServer chats) {
        RoutedServer ignored = new RoutedServer(context, "{}", CompareIT.JVM, CompareIT.CLOUD)
                .says("It is ", "43")
                .silentAfter(2);
        ComparePage compare =
                ComparePage.open(page, chats.server(), "wasm-gc").choosing("A sum", "jvm/oracle", "cloud/gpt");
        compare.part("compare-runs").fill("2");
        compare.part("compare-start").click();
        assertThat(compare.part("compare-status"))
                .containsText("Answer 3 of 4", new ContainsTextOptions().setTimeout(ComparePage.PATIENCE));

        page.reload();

        assertThat(compare.part("compare-mark")).hasCount(2, new HasCountOptions().setTimeout(ComparePage.PATIENCE));
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, 1280, 900", "DARK, 390, 844", "LIGHT, 390, 844", "DARK, 800, 900"})
    void longNamesAreWholeOnEveryScreenAlsoWhereNobodyLookedWhileTheyWereDrawn(
            ColorScheme scheme, int width, int height, Page page, BrowserContext context, ChatServer chats)
            throws IOException {
        page.setViewportSize(width, height);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        RoutedServer ignored = new RoutedServer(context, "{}", CompareIT.JVM, LONG).says("It is ", "43");
        ComparePage compare = ComparePage.open(page, chats.server(), "wasm-gc")
                .choosing(
                        "A sum",
                        "jvm/oracle-with-a-name-that-is-longer-than-a-phone-is-wide-instruct-q4",
                        "tab/tiny-llama on WebAssembly")
                .alsoAsking("Reading, short");
        compare.part("compare-own").fill("And what do you think of it?");
        compare.part("compare-runs").fill("3");
        compare.part("compare-start").click();
        page.getByTestId("nav-device").click();
        assertThat(compare.part("view-compare"))
                .hasAttribute("data-state", "done", new HasAttributeOptions().setTimeout(ComparePage.PATIENCE));
        page.getByTestId("nav-compare").click();
        assertThat(compare.part("compare-mark")).hasCount(18);
        compare.shoot("compare-long-" + scheme.name().toLowerCase(Locale.ROOT) + "-" + width);

        assertThat(compare.cutOff()).isEmpty();
        assertThat(AccessibilityIT.violations(page)).isEmpty();
    }
}
