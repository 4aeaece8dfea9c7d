package dev.nearside.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StaticSiteOverHttpTest {
    private static final String SCRIPT = "/app/page.0123456789ab.js";
    private static final String WASM = "/app/page.0123456789ab.wasm";

    @TempDir
    static Path models;

    private static RunningServer server;

    @BeforeAll
    static void start() {
        server = RunningServer.with(models);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/index.html"})
    void thePageIsServedInUtf8AndAlwaysAskedFor(String path) throws Exception {
        HttpResponse<String> response = server.get(path);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("größe");
        assertThat(response.headers().firstValue("Content-Type")).contains("text/html;charset=utf-8");
        assertThat(response.headers().firstValue("Cache-Control")).contains("no-cache");
    }

    @Test
    void contentAddressedFilesMayBeKeptForEver() throws Exception {
        HttpResponse<String> response = server.get(SCRIPT);

        assertThat(response.headers().firstValue("Cache-Control")).contains("public, max-age=31536000, immutable");
        assertThat(response.headers().firstValue("Content-Type")).contains("text/javascript; charset=utf-8");
    }

    @Test
    void wasmHasItsOwnTypeSoThatItCompilesWhileItLoads() throws Exception {
        assertThat(server.get(WASM).headers().firstValue("Content-Type")).contains("application/wasm");
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "gzip, deflate, br, zstd | br",
                "br;q=0.5, gzip | gzip",
                "br;q=0, gzip;q=0.001 | gzip",
                "* | br",
                "*;q=0.5, br;q=0 | gzip",
                "GZIP | gzip",
                "identity, gzip;q=0.5 | none",
                "br;q=0 | none",
                "deflate | none",
                "br;q=nonsense | none",
                "gzip;q=0, *;q=0 | none",
            },
            delimiter = '|')
    void theBestAcceptedEncodingIsChosen(String accepted, String expected) throws Exception {
        HttpResponse<byte[]> response = server.getBytes(SCRIPT, "Accept-Encoding", accepted);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Encoding").orElse("none"))
                .isEqualTo(expected);
        assertThat(response.headers().firstValue("Vary")).contains("Accept-Encoding");
        assertThat(response.headers().firstValue("Content-Length")).contains(Integer.toString(response.body().length));
    }

    @Test
    void everyEncodingHasItsOwnEntityTag() throws Exception {
        HttpResponse<byte[]> plain = server.getBytes(SCRIPT);
        HttpResponse<byte[]> gzip = server.getBytes(SCRIPT, "Accept-Encoding", "gzip");
        HttpResponse<byte[]> br = server.getBytes(SCRIPT, "Accept-Encoding", "br");

        assertThat(new String[] {etag(plain.headers()), etag(gzip.headers()), etag(br.headers())})
                .doesNotHaveDuplicates()
                .allMatch(tag -> tag.matches("\"[0-9a-f]{64}\""));
        assertThat(new GZIPInputStream(new ByteArrayInputStream(gzip.body())).readAllBytes())
                .isEqualTo(plain.body());
    }

    @Test
    void aTagOfOneEncodingDoesNotValidateAnother() throws Exception {
        String plain = etag(server.getBytes(SCRIPT).headers());

        assertThat(server.get(SCRIPT, "Accept-Encoding", "br", "If-None-Match", plain)
                        .statusCode())
                .isEqualTo(200);
        assertThat(server.get(SCRIPT, "If-None-Match", plain).statusCode()).isEqualTo(304);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", SCRIPT, WASM, "/nothing-here"})
    void everyAnswerIsIsolatedAndUnderThePolicy(String path) throws Exception {
        HttpHeaders headers = server.get(path).headers();

        assertThat(headers.firstValue("Cross-Origin-Opener-Policy")).contains("same-origin");
        assertThat(headers.firstValue("Cross-Origin-Embedder-Policy")).contains("require-corp");
        assertThat(headers.firstValue("Cross-Origin-Resource-Policy")).contains("same-origin");
        assertThat(headers.firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(headers.firstValue("Permissions-Policy")).isPresent();
        assertThat(headers.firstValue("Content-Security-Policy"))
                .contains("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; "
                        + "worker-src 'self'; style-src 'self'; img-src 'self' blob: data:; font-src 'self'; "
                        + "manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    }

    @Test
    void thePageIsNotOpenToOtherOrigins() throws Exception {
        HttpHeaders headers = server.get("/", "Origin", "https://example.org").headers();

        assertThat(headers.firstValue("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void postingToThePageIsNotAllowed() throws Exception {
        HttpResponse<String> response = server.send("POST", "/index.html");

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow").orElseThrow()).contains("GET", "HEAD");
    }

    private static String etag(HttpHeaders headers) {
        return headers.firstValue("ETag").orElseThrow();
    }
}
