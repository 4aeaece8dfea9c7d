package dev.nearside.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody searches their own files. */
@ExtendWith(Suite.class)
class SearchPageIT {
    private static final FilePayload HEATING = SearchPage.file(
            "heating.md",
            "# The house\n\n## Bleeding a radiator\n\nTurn the heating off and wait until the radiator is cold. Open the"
                    + " valve a quarter turn with the key, hold a cloth under it, and close it when water comes.\n");
    private static final FilePayload LEASE = SearchPage.file(
            "lease.txt",
            "The flat may be given up with three months' notice, in writing, to the end of a month.\n\nPets are allowed"
                    + " if the neighbours agree.\n");

    private static final FilePayload TABLE = SearchPage.file(
            "flour.md",
            "# Flour\n\nWeigh it on the **scales**.\n\n| Flour | Dough |\n|:---|---:|\n| Rye | sticky dough |\n");

    @Test
    void theSampleCollectionAnswersItsQuestions(Page page, ServerProcess server) {
        SearchPage search = SearchPage.open(page, server);

        search.takeSampleCollection();
        search.part("search-example").first().click();

        assertThat(search.passages().first().locator("mark").first()).isVisible();
        assertThat(search.part("search-status")).containsText("best first");
        assertThat(search.part("search-timings")).containsText("WebAssembly");
    }

    @Test
    void aPassageOfMarkdownIsLaidOutWithItsWordsMarked(Page page, ServerProcess server) {
        SearchPage search = SearchPage.with(page, server, TABLE);

        Locator first = search.ask("How sticky is the dough?").first();

        assertThat(first.locator("td.cell-right")).hasText("sticky dough");
        assertThat(first.locator("td mark").last()).hasText("dough");
        assertThat(first.locator("strong")).hasText("scales");
        assertThat(first.locator("[data-slot=text]")).not().containsText("|");
    }

    @Test
    void theLogOfTheDigitsSaysNothingOfTheSearchModel(Page page, ServerProcess server) {
        SearchPage search = SearchPage.with(page, server, LEASE);
        assertThat(search.ask("Are pets allowed?").first()).isVisible();

        page.evaluate("location.hash = '#/digits'");

        assertThat(search.part("digits-log")).containsText("input: image");
        assertThat(search.part("digits-log")).not().containsText("input_ids");
    }

    @Test
    void aQuestionInOtherWordsFindsThePassageAndSaysWhy(Page page, ServerProcess server) {
        SearchPage search = SearchPage.with(page, server, HEATING, LEASE);

        Locator first =
                search.ask("How many months of notice for my apartment?").first();

        assertThat(first).containsText("three months' notice");
        assertThat(first.locator("h2")).hasText("lease.txt");
        assertThat(first.locator("summary")).containsText("Meaning 1st");
        first.locator("summary").click();
        assertThat(first).containsText("By what it means");
    }

    @Test
    void wordsOfTheAnswerAreMarkedAndTheHeadingIsNamed(Page page, ServerProcess server) {
        SearchPage search = SearchPage.with(page, server, HEATING, LEASE);

        Locator first = search.ask("When is the radiator cold?").first();

        assertThat(first.locator("mark").first()).hasText("radiator");
        assertThat(first).containsText("Bleeding a radiator");
    }

    @Test
    void aPassageOpensItsDocumentAtThePlaceAndGivesTheFocusBack(Page page, ServerProcess server) {
        String before = "Nothing of interest happened on this day either.\n\n".repeat(400);
        String after = "\n\nAnd then it rained for a week.".repeat(400);
        FilePayload diary = SearchPage.file(
                "diary.txt", before + "On Tuesday the violin was sold to Anneke for 900 euros." + after);
        SearchPage search = SearchPage.with(page, server, diary);
        Locator name = search.ask("Who bought the violin?").first().locator("h2 button");

        name.click();

        assertThat(search.part("reader-title")).hasText("diary.txt");
        assertThat(search.part("reader").locator("mark").first()).isInViewport();
        assertThat(search.part("reader").locator(".reader-hit mark").first()).hasText("violin");
        page.keyboard().press("Escape");
        assertThat(search.part("reader")).isHidden();
        assertThat(name).isFocused();
    }

    @Test
    void whatCannotBeReadSaysWhyAndTheRestIsThere(Page page, ServerProcess server) {
        SearchPage search = SearchPage.open(page, server);

        search.drop(
                SearchPage.file("empty.txt", ""),
                new FilePayload("program.bin", "", new byte[] {0, 1, 2, 3, (byte) 0xff, (byte) 0xfe, 0, 0, 9, 9}),
                SearchPage.file("broken.pdf", "%PDF-1.7\nthis is no PDF"),
                HEATING);
        search.awaitDone();

        assertThat(search.part("search-refused-title")).hasText("3 files not taken");
        assertThat(search.part("search-refused-list")).containsText("empty.txt");
        assertThat(search.part("search-refused-list")).containsText("program.bin");
        assertThat(search.part("search-refused-list")).containsText("broken.pdf");
        assertThat(search.part("search-work-title")).hasText("1 file added");
        assertThat(search.row("heating.md")).containsText("Markdown");
        search.part("search-dismiss").click();
        assertThat(search.part("search-work")).isHidden();
    }

    @ParameterizedTest
    @ValueSource(strings = {"chosen", "dropped"})
    void aFolderIsTakenWithItsPathsAndWithoutWhatIsHidden(
            String way, Page page, ServerProcess server, @TempDir Path folder) throws IOException {
        Path notes = folder.resolve("notes");
        for (String path : List.of("house/heating.md", ".git/config.txt", "app/node_modules/readme.md")) {
            Files.createDirectories(notes.resolve(path).getParent());
            Files.writeString(notes.resolve(path), "Text of " + path + ", a few words long.");
        }
        SearchPage search = SearchPage.open(page, server);

        if (way.equals("chosen")) {
            search.chooseFolder(notes);
        } else {
            search.drop(notes);
        }
        search.awaitDone();

        assertThat(search.part("search-file")).hasCount(1);
        assertThat(search.row("notes/house/heating.md")).isVisible();
        assertThat(search.part("search-skipped")).containsText("notes/.git");
        assertThat(search.part("search-skipped")).containsText("notes/app/node_modules");
    }

    @Test
    void aPastedTextIsKeptUnderItsTitle(Page page, ServerProcess server) {
        SearchPage search = SearchPage.open(page, server);

        search.paste("The spare key\nIt hangs behind the blue door in the cellar.");
        assertThat(search.part("paste-name")).hasValue("The spare key");
        search.part("paste-cancel").click();
        search.part("search-paste").click();
        assertThat(search.part("paste-text")).hasValue("The spare key\nIt hangs behind the blue door in the cellar.");
        search.part("paste-add").click();
        search.awaitDone();

        assertThat(search.row("The spare key")).isVisible();
        assertThat(search.ask("Where is the key?").first()).containsText("blue door");
    }

    @Test
    void theLibrarySurvivesAReload(Page page, ServerProcess server) {
        SearchPage search = SearchPage.with(page, server, HEATING, LEASE);

        page.reload();

        search.awaitState("library");
        assertThat(search.part("search-file")).hasCount(2);
        assertThat(search.ask("Are pets allowed?").first()).containsText("neighbours");
    }

    @Test
    void aDocumentIsRemovedAndNotFoundAnyMore(Page page, ServerProcess server) {
        SearchPage search = SearchPage.with(page, server, HEATING, LEASE);
        Locator passages = search.ask("radiator");
        assertThat(passages.first().locator("h2")).hasText("heating.md");

        search.row("heating.md").getByLabel("Remove heating.md").click();

        assertThat(search.part("search-file")).hasCount(1);
        assertThat(search.part("search-toast-text")).hasText("heating.md was removed.");
        assertThat(search.part("search-passages")).not().containsText("heating.md");
    }

    @Test
    void tickedFilesOnlyAreSearched(Page page, ServerProcess server) {
        SearchPage search = SearchPage.with(page, server, HEATING, LEASE);
        Locator passages = search.ask("three months of notice for cold radiators");
        assertThat(search.part("search-passages")).containsText("heating.md");

        search.row("lease.txt").getByLabel("Search only in lease.txt").check();

        assertThat(search.part("search-filter")).containsText("1 ticked file");
        assertThat(search.part("search-passages")).not().containsText("heating.md");
        assertThat(passages.first().locator("h2")).hasText("lease.txt");
        search.part("search-filter-clear").click();
        assertThat(search.part("search-passages")).containsText("heating.md");
    }

    @Test
    void wipingAsksOnceAndLeavesNothing(Page page, ServerProcess server) {
        SearchPage search = SearchPage.with(page, server, HEATING, LEASE);
        // The list follows what was read, within a second.
        assertThat(search.part("search-file")).hasCount(2);

        search.part("search-wipe").click();
        assertThat(search.part("wipe-cancel")).isFocused();
        assertThat(search.part("wipe-confirm")).hasText("Delete all 2 files");
        page.keyboard().press("Enter");
        assertThat(search.part("wipe-dialog")).isHidden();
        assertThat(search.part("search-file")).hasCount(2);
        search.wipe();
        page.reload();

        search.awaitState("empty");
        assertThat(search.part("search-file")).hasCount(0);
    }

    @Test
    void theLibraryIsExportedAndTakenInAgainWhereNothingIsAndWhereSomethingIs(
            Page page, ServerProcess server, @TempDir Path folder) {
        SearchPage search = SearchPage.with(page, server, HEATING, LEASE);

        Download download =
                page.waitForDownload(() -> search.part("search-export").click());
        Path saved = folder.resolve(download.suggestedFilename());
        download.saveAs(saved);
        search.wipe();
        search.part("search-import-first").setInputFiles(saved);
        assertThat(search.part("search-file")).hasCount(2);
        search.wipe();
        search.choose(SearchPage.file("other.txt", "The bicycle needs a new chain."));
        search.awaitDone();
        search.part("search-import").setInputFiles(saved);

        assertThat(search.part("search-file")).hasCount(3);
        assertThat(search.ask("Are pets allowed?").first()).containsText("neighbours");
    }

    @Test
    void whatIsNoLibraryIsNotImportedAndNothingIsLost(Page page, ServerProcess server) {
        SearchPage search = SearchPage.with(page, server, LEASE);

        search.part("search-import").setInputFiles(SearchPage.file("holiday.nearside", "no library at all"));

        assertThat(search.part("search-toast-text")).containsText("could not be imported");
        assertThat(search.part("search-file")).hasCount(1);
    }

    @Test
    void aPassageIsCopied(Page page, ServerProcess server) {
        page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
        SearchPage search = SearchPage.with(page, server, LEASE);

        search.ask("pets").first().locator("[data-slot=copy]").click();

        PageCondition.await(page, "(await navigator.clipboard.readText()).includes('neighbours agree')");
    }

    @Test
    void itWorksFromTheKeyboard(Page page, ServerProcess server) {
        SearchPage search = SearchPage.open(page, server);

        page.keyboard().press("Tab");
        assertThat(search.part("search-ledger")).isFocused();
        search.part("search-paste").focus();
        page.keyboard().press("Enter");
        assertThat(search.part("paste-text")).isFocused();
        page.keyboard().type("The violin was sold to Anneke.");
        page.keyboard().press("Tab");
        page.keyboard().press("Tab");
        page.keyboard().press("Enter");
        search.awaitDone();
        assertThat(search.part("search-question")).isFocused();
        page.keyboard().type("Who has the violin?");
        page.keyboard().press("Enter");
        assertThat(search.passages().first()).containsText("Anneke");
        page.keyboard().press("Tab");
        page.keyboard().press("Tab");
        page.keyboard().press("Enter");
        assertThat(search.part("reader-text")).isFocused();
        page.keyboard().press("Escape");
        assertThat(search.passages().first().locator("h2 button")).isFocused();
    }
}
