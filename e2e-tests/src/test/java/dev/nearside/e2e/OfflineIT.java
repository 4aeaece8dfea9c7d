package dev.nearside.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(Suite.class)
class OfflineIT {

    @Test
    void thePageGoesOnWithoutItsServerEvenAfterAReload(Page page, @TempDir Path models) {
        try (ServerProcess server = ServerProcess.start(models)) {
            DigitsPage digits = DigitsPage.open(page, server, "");
            digits.takeSample(1);
            digits.awaitDigit(1);
            digits.awaitServiceWorker();

            server.kill();
            digits.takeSample(7);
            digits.awaitDigit(7);

            digits.reload();
            digits.takeSample(5);
            digits.awaitDigit(5);
        }
    }

    @Test
    void aPageThatWasNotVisitedBeforeOpensWithoutTheServer(Page page, @TempDir Path models) {
        try (ServerProcess server = ServerProcess.start(models)) {
            DigitsPage digits = DigitsPage.open(page, server, "");
            digits.awaitServiceWorker();

            server.kill();
            digits.reload();
            page.getByTestId("nav-search").click();

            SearchPage.at(page).awaitState("empty");
            assertThat(page.getByText("The engine failed")).isHidden();
        }
    }

    @Test
    void theSmallDemoOpensWithoutTheServerThoughOnlyAnotherWasVisited(Page page, @TempDir Path models) {
        try (ServerProcess server = ServerProcess.start(models)) {
            SearchPage search = SearchPage.with(page, server, SearchPage.file("lease.txt", "Pets are allowed."));
            search.awaitServiceWorker();

            server.kill();
            page.reload();
            search.awaitState("library");
            page.getByTestId("nav-digits").click();
            DigitsPage digits = DigitsPage.at(page);
            digits.takeSample(7);

            digits.awaitDigit(7);
        }
    }

    @Test
    void theFirstPdfIsReadWithoutTheServer(Page page, @TempDir Path models) {
        try (ServerProcess server = ServerProcess.start(models)) {
            SearchPage search = SearchPage.with(page, server, SearchPage.file("lease.txt", "Pets are allowed."));
            search.awaitServiceWorker();
            search.awaitReaderOfPdfs();

            server.kill();
            page.reload();
            search.awaitState("library");
            search.choose(new FilePayload("clock.pdf", "", PdfDraft.ofPages("The pendulum clock hangs in the hall.")));

            search.awaitDone();
            assertThat(search.part("search-work")).containsText("1 file added");
            assertThat(search.ask("Where does the clock hang?").first()).containsText("in the hall");
        }
    }

    @Test
    void theLibraryAnswersWithoutTheServerEvenAfterAReload(Page page, @TempDir Path models) {
        try (ServerProcess server = ServerProcess.start(models)) {
            SearchPage search = SearchPage.with(page, server, SearchPage.file("lease.txt", "Pets are allowed."));
            search.awaitServiceWorker();

            server.kill();
            page.reload();

            assertThat(search.ask("Are pets allowed?").first()).containsText("Pets");
        }
    }
}
