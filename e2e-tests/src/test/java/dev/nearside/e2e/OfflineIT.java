package dev.nearside.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
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
