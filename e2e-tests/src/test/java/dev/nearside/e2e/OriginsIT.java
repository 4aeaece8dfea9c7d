package dev.nearside.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.Proxy;
import dev.nearside.json.Json;
import dev.nearside.json.JsonCursor;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Nothing leaves for anywhere else, and pages from elsewhere get models but no API. */
@ExtendWith(Suite.class)
class OriginsIT {

    @Test
    void theWholePageAsksOnlyTheServerThatBroughtIt(Browser browser, ServerProcess server) {
        try (RecordingProxy proxy = new RecordingProxy();
                BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                        .setProxy(new Proxy(proxy.address()).setBypass("<-loopback>")))) {
            List<String> seenByTheBrowser = new CopyOnWriteArrayList<>();
            context.onRequest(request -> seenByTheBrowser.add(request.url()));
            DigitsPage digits = DigitsPage.open(context.newPage(), server, "?provider=webgpu");
            digits.takeSample(3);
            digits.awaitDigit(3);
            digits.choose("wasm");
            digits.awaitReady("WebAssembly");
            digits.awaitServiceWorker();

            String ours = server.address().toString();
            assertThat(proxy.requests())
                    .as("what went over the network; " + proxy)
                    .anyMatch(request -> request.contains("/ort/"))
                    .anyMatch(request -> request.contains("/models/digits/"))
                    .allMatch(request -> request.startsWith("GET " + ours));
            assertThat(seenByTheBrowser).allMatch(url -> url.startsWith(ours) || url.startsWith("blob:" + ours));
            assertThat(digits.ledger()).noneMatch(row -> row.contains("another origin"));
        }
    }

    @Test
    void aPageFromElsewhereMayFetchAModelAndReadItsHeaders(Page page, ServerProcess server) {
        try (OtherSite elsewhere = new OtherSite()) {
            page.navigate(elsewhere.address());

            JsonCursor answer = Json.read((String) page.evaluate(
                    "async url => { const r = await fetch(url, {headers: {Range: 'bytes=0-9'}});"
                            + " return JSON.stringify({status: r.status, range: r.headers.get('content-range'),"
                            + " etag: r.headers.get('etag'), length: (await r.arrayBuffer()).byteLength}); }",
                    server.at("/models/digits/digits.onnx")));

            assertThat(answer.field("status").asInt()).isEqualTo(206);
            assertThat(answer.field("length").asInt()).isEqualTo(10);
            assertThat(answer.field("range").asString()).startsWith("bytes 0-9/");
            assertThat(answer.field("etag").asString()).matches("\"[0-9a-f]{64}\"");
        }
    }

    @Test
    void aPageFromElsewhereMayNotCallTheApi(Page page, ServerProcess server) {
        try (OtherSite elsewhere = new OtherSite()) {
            page.navigate(elsewhere.address());
            List<Integer> statuses = new CopyOnWriteArrayList<>();
            page.onRequestFinished(request -> statuses.add(status(request)));
            page.onRequestFailed(request -> statuses.add(status(request)));

            for (Map<String, Object> options : List.<Map<String, Object>>of(
                    Map.of(),
                    Map.of("method", "POST", "body", "{}", "headers", Map.of("Content-Type", "application/json")),
                    Map.of("method", "POST", "body", "{}", "mode", "no-cors"))) {
                Object outcome = page.evaluate(
                        "async ([url, options]) => { try { const r = await fetch(url, options);"
                                + " return r.type === 'opaque' ? 'unreadable' : 'read ' + r.status; }"
                                + " catch (e) { return 'refused'; } }",
                        List.of(server.at("/api/info"), options));

                assertThat(outcome).as(options.toString()).isIn("refused", "unreadable");
            }
            assertThat(statuses).isNotEmpty().noneMatch(status -> status >= 200 && status < 300);
        }
    }

    private static int status(Request request) {
        return request.existingResponse() == null
                ? 0
                : request.existingResponse().status();
    }
}
