package dev.nearside.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nearside.json.JsonCursor;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Java that a person waits for who has never been here. */
@ExtendWith(Suite.class)
class CompiledSizeIT {
    private static final long MOST = 300_000;

    private static final String PROGRAMS = "near => [...new Set(near.ledger()"
            + ".filter(entry => entry.why === 'program').map(entry => new URL(entry.url).pathname))].sort()";

    @ParameterizedTest
    @ValueSource(strings = {"wasm-gc", "js"})
    void whatTheDigitDemoLoadsOfItIsSmall(String backend, PlainPage page, ServerProcess server)
            throws IOException, InterruptedException {
        page.open(Map.of("provider", "wasm", "backend", backend));
        Answer answer = page.classify(Digits.of(7).toPicture(4, true), Map.of());

        Map<String, Long> sizes = new TreeMap<>();
        for (JsonCursor address : page.evaluate(PROGRAMS).items()) {
            sizes.put(address.asString(), brotliBytes(server.at(address.asString())));
        }
        long total = sizes.values().stream().mapToLong(Long::longValue).sum();
        System.out.println(
                "compiled Java of the digit demo, " + backend + ", bytes with Brotli: " + total + " " + sizes);

        assertThat(answer.index()).isEqualTo(7);
        assertThat(sizes.keySet())
                .anyMatch(address -> address.contains("/page."))
                .anyMatch(address -> address.contains("/vision."));
        assertThat(total).isLessThan(MOST);
    }

    private static long brotliBytes(String address) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .header("Accept-Encoding", "br")
                .build();
        HttpResponse<Void> response = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(request, BodyHandlers.discarding());
        assertThat(response.headers().firstValue("Content-Encoding"))
                .as(address)
                .contains("br");
        return response.headers().firstValueAsLong("Content-Length").orElseThrow();
    }
}
