package dev.nearside.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import com.microsoft.playwright.options.FilePayload;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody keeps a library: adds to it, takes out of it, changes their mind, and has it open twice. */
@ExtendWith(Suite.class)
class SearchLibraryIT {
    private static final int PATIENCE = 120_000;
    private static final FilePayload BIKE = SearchPage.file("bike.txt", "The chain of the bike wants oil in spring.");
    private static final FilePayload LEASE = SearchPage.file("lease.txt", "Pets are allowed if the neighbours agree.");
    private static final FilePayload SOUP = SearchPage.file("soup.txt", "Lentils boil for twenty minutes.");

    @Test
    void theListFollowsWhatTheOtherTabDoes(BrowserContext context, ServerProcess server) {
        SearchPage first = SearchPage.with(context.newPage(), server, BIKE);
        Page other = context.newPage();
        other.navigate(server.at("/#/search"));
        SearchPage second = SearchPage.at(other);
        assertThat(second.part("search-file")).hasCount(1);

        first.choose(LEASE);
        assertThat(second.part("search-file")).hasCount(2);
        second.row("bike.txt").getByLabel("Remove bike.txt").click();
        assertThat(first.part("search-file")).hasCount(1);
        assertThat(first.row("lease.txt")).isVisible();
        first.wipe();

        second.awaitState("empty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"button", "keys"})
    void aRemovalIsUndone(String way, Page page, ServerProcess server) {
        SearchPage search = SearchPage.with(page, server, BIKE, LEASE, SOUP);
        assertThat(search.ask("pets").first().locator("h2")).hasText("lease.txt");

        search.row("lease.txt").getByLabel("Remove lease.txt").focus();
        page.keyboard().press("Enter");
        assertThat(search.part("search-toast-text")).hasText("lease.txt was removed.");
        assertThat(search.part("search-file")).hasCount(2);
        assertThat(search.row("soup.txt").getByLabel("Remove soup.txt")).isFocused();
        if (way.equals("button")) {
            search.part("search-undo").press("Enter");
        } else {
            page.keyboard().press("Control+z");
        }

        assertThat(search.part("search-file")).hasCount(3);
        assertThat(search.row("lease.txt").locator("[data-slot=name]")).isFocused();
        assertThat(search.part("search-toast-text")).hasText("lease.txt is back.");
        assertThat(search.part("search-undo")).isHidden();
        assertThat(search.ask("pets").first().locator("h2")).hasText("lease.txt");
    }

    @Test
    void theLastFileThatGoesLeavesTheFocusWhereOthersCanBeAdded(Page page, ServerProcess server) {
        SearchPage search = SearchPage.with(page, server, BIKE);

        search.row("bike.txt").getByLabel("Remove bike.txt").click();
        search.awaitState("empty");

        assertThat(search.part("search-paste")).isFocused();
        assertThat(search.part("search-undo")).isVisible();
    }

    @Test
    void aSampleCollectionThatWasCancelledIsCompletedOnRequest(Page page, ServerProcess server) {
        SearchPage search = SearchPage.open(page, server);

        search.part("search-sample").click();
        assertThat(search.part("search-file").nth(2)).isVisible(new IsVisibleOptions().setTimeout(PATIENCE));
        search.part("search-cancel").click();
        assertThat(search.part("search-work-title")).hasText("Cancelled; what was done is kept");
        assertThat(search.part("search-sample-rest")).containsText("Add the rest of the sample collection");
        search.part("search-sample-rest").click();

        assertThat(search.part("search-work-title"))
                .containsText("there already", new ContainsTextOptions().setTimeout(PATIENCE));
        assertThat(search.part("search-count")).containsText("69 files");
        assertThat(search.part("search-sample-rest")).isHidden();
    }

    @Test
    void aNewVersionTakesThePlaceOfTheOlderAndTheReportSaysSo(Page page, ServerProcess server) {
        SearchPage search = SearchPage.with(page, server, LEASE, BIKE);

        search.choose(SearchPage.file("lease.txt", "No pets at all."), SOUP);
        awaitReport(search.part("search-work"), "1 file added, 1 updated");

        assertThat(search.part("search-remarks")).hasText("Replaced the older lease.txt.");
        assertThat(search.part("search-file")).hasCount(3);
        assertThat(search.ask("pets").first()).containsText("No pets at all");
    }

    @Test
    void twoFilesOfOneNameThatComeTogetherAreBothKept(Page page, ServerProcess server) {
        SearchPage search = SearchPage.open(page, server);

        search.drop(
                SearchPage.file("readme.md", "Read me first: pets."),
                SearchPage.file("readme.md", "Another readme: bikes."));
        search.awaitDone();

        assertThat(search.part("search-file")).hasCount(2);
        assertThat(search.row("readme (2).md")).isVisible();
        assertThat(search.part("search-remarks")).containsText("kept as readme (2).md");
    }

    @Test
    void eachAdditionHasAReportOfItsOwn(Page page, ServerProcess server) {
        SearchPage search = SearchPage.open(page, server);
        FilePayload diary = SearchPage.file("diary.txt", "The heron stands by the weir. ".repeat(3000));

        search.choose(SearchPage.file("empty.txt", ""), diary);
        search.choose(SearchPage.file("void.txt", ""), BIKE);
        Locator cards = search.part("search-work");
        assertThat(cards).hasCount(2);
        awaitReport(cards.nth(0), "1 file added");
        awaitReport(cards.nth(1), "1 file added");
        assertThat(cards.nth(0).getByTestId("search-refused-list")).hasText("empty.txt is empty");
        assertThat(cards.nth(1).getByTestId("search-refused-list")).hasText("void.txt is empty");
        search.choose(SOUP);

        assertThat(cards).hasCount(1);
        awaitReport(cards, "1 file added");
        assertThat(search.part("search-refused")).isHidden();
    }

    @Test
    void aLongListOfRefusalsShowsThatItGoesOn(Page page, ServerProcess server) {
        SearchPage search = SearchPage.open(page, server);
        FilePayload[] empty = IntStream.range(0, 30)
                .mapToObj(i -> SearchPage.file("empty " + i + ".txt", ""))
                .toArray(FilePayload[]::new);

        search.drop(empty);
        search.awaitDone();

        Locator list = search.part("search-refused-list");
        assertThat(list.locator("li")).hasCount(30);
        Object scrolls = list.evaluate("list => list.scrollHeight > list.clientHeight");
        // A browser without a window shows no scrollbars, so the width is that of its style.
        Object scrollbar = list.evaluate("list => getComputedStyle(list, '::-webkit-scrollbar').width");
        assertThat(scrolls).isEqualTo(true);
        assertThat(scrollbar).as("width of the scrollbar").isEqualTo("10px");
    }

    @Test
    void wipingForgetsTheQuestionToo(Page page, ServerProcess server) {
        SearchPage search = SearchPage.with(page, server, LEASE);
        assertThat(search.ask("pets").first()).isVisible();

        search.wipe();
        search.choose(SOUP);
        search.awaitDone();

        assertThat(search.part("search-question")).hasValue("");
        assertThat(search.passages()).hasCount(0);
        assertThat(search.part("search-answers")).hasAttribute("data-state", "idle");
    }

    @Test
    void theListIsInTheOrderOfPeople(Page page, ServerProcess server) {
        FilePayload[] files = Stream.of("note 10.txt", "Zebra.txt", "note 9.txt", "apple.txt", "Émile.txt")
                .map(name -> SearchPage.file(name, "Text of " + name))
                .toArray(FilePayload[]::new);

        SearchPage search = SearchPage.with(page, server, files);

        assertThat(search.part("search-file").locator("[data-slot=name]"))
                .hasText(new String[] {"apple.txt", "Émile.txt", "note 9.txt", "note 10.txt", "Zebra.txt"});
    }

    @Test
    void whatNothingAnswersIsSaidAndTheNearestIsShownOnRequest(Page page, ServerProcess server) {
        SearchPage search = SearchPage.with(page, server, BIKE, LEASE, SOUP);

        search.part("search-question").fill("Who painted the ceiling of the Sistine Chapel?");
        assertThat(search.part("search-status")).hasText("Nothing answers that well");
        assertThat(search.passages()).hasCount(0);
        search.part("search-nearest").click();
        assertThat(search.passages()).hasCount(3);
        assertThat(search.passages().first().locator("h2 button")).isFocused();
        search.part("search-question").fill("Are pets allowed?");

        assertThat(search.part("search-answers")).hasAttribute("data-state", "found");
        assertThat(search.passages().first().locator("h2")).hasText("lease.txt");
    }

    @Test
    void codeKeepsItsIndentation(Page page, ServerProcess server) {
        String code = "class Weir {\n    void open() {\n        heron.fly();\n    }\n}\n";
        SearchPage search = SearchPage.with(page, server, SearchPage.file("Weir.java", code));

        Locator text = search.ask("heron fly").first().locator("[data-slot=text]");

        assertThat(text).hasCSS("white-space", "pre-wrap");
        assertThat(text.innerText()).contains("\n    void open() {\n        heron.fly();");
        search.passages().first().locator("h2 button").click();
        assertThat(search.part("reader-text").locator(".reader-hit").first()).isVisible();
        assertThat(search.part("reader-text").innerText()).contains("\n        heron.fly();");
    }

    @Test
    void thePageSaysThatTheModelIsMadeForEnglish(Page page, ServerProcess server) {
        SearchPage search = SearchPage.open(page, server);
        assertThat(search.part("search-drop")).containsText("made for English");

        search.choose(BIKE);
        search.awaitDone();

        assertThat(search.part("search-answers")).containsText("made for English");
    }

    private static void awaitReport(Locator card, String title) {
        assertThat(card.getByTestId("search-work-title")).hasText(title, new HasTextOptions().setTimeout(PATIENCE));
    }
}
