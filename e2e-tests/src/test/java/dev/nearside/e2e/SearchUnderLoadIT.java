package dev.nearside.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasAttributeOptions;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Somebody brings more than is good, has second thoughts, or has no network. */
@ExtendWith(Suite.class)
class SearchUnderLoadIT {
    /** How long the page may at most not answer, on a machine that has other things to do as well. */
    private static final int FREEZE_MILLIS = 2_000;

    private static final String WATCH = "() => { window.longest = 0; let last = performance.now(); const tick = () => {"
            + " const now = performance.now(); longest = Math.max(longest, now - last); last = now; setTimeout(tick, 10); };"
            + " tick(); }";

    private static FilePayload[] notes(int count, int sentences) {
        return IntStream.range(0, count)
                .mapToObj(i -> SearchPage.file(
                        "note " + i + ".md",
                        "# Note " + i + "\n\n" + ("Box " + i + " in the attic holds the letters. ").repeat(sentences)))
                .toArray(FilePayload[]::new);
    }

    @Test
    void fiveHundredFilesAreListedAndThePageNeverFreezes(Page page, ServerProcess server) {
        SearchPage search = SearchPage.open(page, server);
        Object nothing = page.evaluate(WATCH);

        search.choose(notes(500, 1));
        search.awaitDone();
        assertThat(search.ask("What is in box 321?").first()).isVisible();
        assertThat(search.part("search-file")).hasCount(50);
        search.part("search-show-all").click();
        assertThat(search.part("search-file")).hasCount(500);
        double longest = ((Number) page.evaluate("() => longest")).doubleValue();

        assertThat(nothing).isNull();
        assertThat(search.part("search-count")).containsText("500 files");
        assertThat(longest).as("longest time without an answer, in ms").isLessThan(FREEZE_MILLIS);
    }

    @Test
    void aFolderOfFiveHundredFilesWithOneOfAHundredMegabytesIsDropped(
            Page page, ServerProcess server, @TempDir Path folder) throws IOException {
        Path notes = Files.createDirectory(folder.resolve("notes"));
        for (int i = 0; i < 499; i++) {
            Files.writeString(notes.resolve("note " + i + ".txt"), "Box " + i + " in the attic holds letters.");
        }
        try (Writer huge = Files.newBufferedWriter(notes.resolve("huge.txt"))) {
            String lines = "A line of a text that goes on and on and on.\n".repeat(1000);
            for (int length = 0; length < 100 * 1024 * 1024; length += lines.length()) {
                huge.write(lines);
            }
        }
        SearchPage search = SearchPage.open(page, server);
        Object nothing = page.evaluate(WATCH);

        search.drop(notes);
        search.awaitDone();
        double longest = ((Number) page.evaluate("() => longest")).doubleValue();

        assertThat(nothing).isNull();
        assertThat(search.part("search-work-title")).hasText("499 files added");
        assertThat(search.part("search-refused-list")).containsText("notes/huge.txt is too large: it has 100 MiB");
        assertThat(search.part("search-count")).containsText("499 files");
        assertThat(longest).as("longest time without an answer, in ms").isLessThan(FREEZE_MILLIS);
    }

    @Test
    void indexingIsCancelledAndWhatWasDoneIsKept(Page page, ServerProcess server) {
        SearchPage search = SearchPage.with(page, server, notes(1, 1));

        search.choose(notes(40, 400));
        assertThat(search.part("search-work-file"))
                .containsText("understanding", new ContainsTextOptions().setTimeout(60_000));
        search.part("search-cancel").click();

        assertThat(search.part("search-work-title")).containsText("Cancelled");
        assertThat(search.row("note 0.md").first()).isVisible();
        assertThat(search.ask("letters in the attic").first()).isVisible();
        assertThat(search.part("search-file").count()).isLessThan(40);
    }

    @Test
    void aModelThatCannotBeFetchedIsToldAndTriedAgainWithoutLoss(Page page, ServerProcess server) {
        AtomicBoolean cut = new AtomicBoolean(true);
        page.context().route("**/models/all-minilm-l6-v2/*", route -> {
            if (cut.get()) {
                route.abort();
            } else {
                route.resume();
            }
        });
        SearchPage search = SearchPage.open(page, server);

        search.choose(notes(2, 1));
        assertThat(search.part("search-work"))
                .hasAttribute("data-state", "failed", new HasAttributeOptions().setTimeout(60_000));
        cut.set(false);
        search.part("search-retry").click();
        search.awaitDone();

        assertThat(search.part("search-work-title")).hasText("2 files added");
    }

    @Test
    void theDownloadOfTheModelIsShownAndCancelled(Page page, ServerProcess server) {
        page.context().route("**/models/all-minilm-l6-v2/*.onnx*", Route::resume);
        SearchPage search = SearchPage.open(page, server);

        search.choose(notes(200, 100));
        assertThat(search.part("search-work")).hasAttribute("data-state", "working");
        search.part("search-cancel").click();

        assertThat(search.part("search-work-title")).containsText("Cancelled");
        assertThat(search.part("search-dismiss")).isVisible();
    }
}
