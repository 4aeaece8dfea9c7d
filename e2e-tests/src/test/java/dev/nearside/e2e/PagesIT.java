package dev.nearside.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an address leads to. */
@ExtendWith(Suite.class)
class PagesIT {

    @Test
    void anAddressOfNoPageSaysSoAndLeadsOn(Page page, ServerProcess server) {
        page.navigate(server.at("/#/nope"));

        assertThat(page.getByTestId("view-missing")).isVisible();
        assertThat(page.getByTestId("missing-address")).hasText("#/nope");
        assertThat(page.getByTestId("view-digits")).isHidden();
        assertThat(page).hasTitle("No such page · Nearside");
        page.getByTestId("view-missing").locator("a[href='#/search']").click();
        assertThat(page.getByTestId("view-search")).isVisible();
        assertThat(page.getByTestId("view-missing")).isHidden();
    }

    @Test
    void whoeverAsksForAnIconGetsOne(ServerProcess server) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(server.at("/favicon.ico"))).build();

        HttpResponse<byte[]> response = HttpClient.newHttpClient().send(request, BodyHandlers.ofByteArray());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("image/x-icon");
        assertThat(response.body()).startsWith(0, 0, 1, 0);
    }
}
