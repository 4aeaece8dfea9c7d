package dev.nearside.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Somebody reads the network while they search. */
@ExtendWith(Suite.class)
class SearchPrivacyIT {
    private static final String SECRET = "zirkonfarbe";

    @Test
    void nothingOfFilesOrQuestionsLeavesTheTab(Page page, BrowserContext context, ServerProcess server) {
        List<Request> requests = new CopyOnWriteArrayList<>();
        context.onRequest(requests::add);
        SearchPage search = SearchPage.open(page, server);

        search.choose(SearchPage.file(
                SECRET + ".md", "# " + SECRET + "\n\nThe " + SECRET + " is mixed on Mondays, before breakfast."));
        search.awaitDone();
        assertThat(search.ask("When is the " + SECRET + " mixed?").first()).containsText("Mondays");
        search.passages().first().locator("h2 button").click();
        assertThat(search.part("reader").locator("mark").first()).isVisible();
        page.keyboard().press("Escape");
        search.wipe();

        assertThat(requests).isNotEmpty();
        assertThat(requests).allMatch(request -> request.postDataBuffer() == null, "has no body");
        assertThat(requests)
                .allMatch(request -> request.url().startsWith(server.address().toString())
                        || request.url().startsWith("blob:" + server.address()));
        assertThat(requests).noneMatch(request -> URLDecoder.decode(request.url(), StandardCharsets.UTF_8)
                .contains(SECRET));
        assertThat(search.part("ledger-bytes")).hasText("0 bytes");
        search.part("search-ledger").click();
        assertThat(search.part("ledger-list")).containsText("/models/all-minilm-l6-v2/");
    }
}
