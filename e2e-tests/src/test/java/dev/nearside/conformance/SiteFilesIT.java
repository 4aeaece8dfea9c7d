package dev.nearside.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nearside.e2e.ServerProcess;
import dev.nearside.e2e.Suite;
import dev.nearside.json.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page and its programs: encodings, caching, types, isolation, content security policy. */
@ExtendWith(Suite.class)
class SiteFilesIT {
    private Wire wire;

    @BeforeEach
    void connect(ServerProcess server) {
        wire = new Wire(server);
    }

    /** The address of a file of this build, found as a browser finds it: in the file that names it. */
    private String address(String in, String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(wire.send("GET " + in).text());
        assertThat(found.find()).as(pattern + " in " + in).isTrue();
        return found.group();
    }

    private String engine() {
        return address("/nearside.js", "/app/engine\\.[0-9a-f]+\\.js");
    }

    private String onnxRuntime() {
        return address(engine(), "/ort/ort-wasm-simd-threaded\\.jspi\\.[0-9a-f]+\\.wasm");
    }

    @Test
    void thePageIsIsolatedAndItsPolicyIsStrict() {
        Response page = wire.send("GET /");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).isEqualToIgnoringWhitespace("text/html; charset=utf-8");
        assertThat(page.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(page.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
        assertThat(page.header("Cross-Origin-Embedder-Policy")).isEqualTo("require-corp");
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.header("Content-Security-Policy"))
                .contains("default-src 'none'", "connect-src 'self'", "worker-src 'self'", "'wasm-unsafe-eval'")
                .doesNotContain("'unsafe-eval'", "'unsafe-inline'", "*", "http:", "https:");
    }

    @Test
    void theWorkersScriptIsIsolatedToo() {
        Response script = wire.send("GET " + engine());

        assertThat(script.header("Cross-Origin-Embedder-Policy")).isEqualTo("require-corp");
        assertThat(script.header("Content-Security-Policy")).contains("connect-src 'self'");
    }

    @Test
    void filesOfTheBuildAreImmutableAndTheFixedAddressesAreNot() {
        assertThat(wire.send("HEAD " + engine()).header("Cache-Control"))
                .isEqualTo("public, max-age=31536000, immutable");
        assertThat(wire.send("HEAD /nearside.js").header("Cache-Control")).isEqualTo("no-cache");
        assertThat(wire.send("HEAD /sw.js").header("Cache-Control")).isEqualTo("no-cache");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "br,                     br",
                "gzip,                   gzip",
                "'gzip, deflate, br',    br",
                "'br;q=0, gzip',         gzip",
                "identity,               -",
                "'br;q=0, gzip;q=0',     -",
            })
    void theEncodingIsTheBestThatTheClientTakesWithATagOfItsOwn(String accepted, String coding) {
        String path = engine();
        String plainTag = wire.send("HEAD " + path, "Accept-Encoding: identity").header("ETag");

        Response response = wire.send("GET " + path, "Accept-Encoding: " + accepted);

        assertThat(response.header("Content-Encoding")).isEqualTo(coding == null ? "" : coding);
        assertThat(response.header("Vary")).contains("Accept-Encoding");
        assertThat(response.header("ETag")).matches("\"[^\"]+\"");
        assertThat(response.header("ETag").equals(plainTag)).isEqualTo(coding == null);
        assertThat(response.header("Content-Length")).isEqualTo("" + response.copyBody().length);
    }

    @Test
    void theCompressedFormIsTheSameFile() throws IOException {
        String path = engine();
        byte[] plain = wire.send("GET " + path).copyBody();

        byte[] packed = wire.send("GET " + path, "Accept-Encoding: gzip").copyBody();

        assertThat(new GZIPInputStream(new ByteArrayInputStream(packed)).readAllBytes())
                .isEqualTo(plain);
    }

    @Test
    void webAssemblyHasItsTypeAndIsCompressed() {
        String path = onnxRuntime();

        Response plain = wire.send("HEAD " + path);
        Response brotli = wire.send("HEAD " + path, "Accept-Encoding: br");

        assertThat(plain.header("Content-Type")).isEqualTo("application/wasm");
        assertThat(brotli.header("Content-Encoding")).isEqualTo("br");
        assertThat(Long.parseLong(brotli.header("Content-Length")))
                .isLessThan(Long.parseLong(plain.header("Content-Length")) / 3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/nothing", "/app/nothing.js", "/models/digits/nothing.onnx", "/models/nothing/x", "/v1/nothing"
            })
    void whatIsNotThereIs404AsJson(String path) {
        Response response = wire.send("GET " + path);

        assertThat(response.status()).isEqualTo(404);
        assertThat(Json.read(response.text()).field("error").field("message").asString())
                .isNotEmpty();
        assertThat(response.header("Cache-Control")).doesNotContain("immutable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/nearside.js", "/models/index.json", "/healthz", "/readyz", "/metrics"})
    void noGetOfOursTakesAPost(String path) {
        Response response = wire.send("POST " + path, "Content-Type: application/json", "Content-Length: 2");

        assertThat(response.status()).isEqualTo(405);
        assertThat(response.header("Allow")).contains("GET");
    }

    @Test
    void whoeverRunsItCanAskHowItIs() {
        assertThat(wire.send("GET /healthz").status()).isEqualTo(200);
        assertThat(wire.send("GET /readyz").status()).isEqualTo(200);
        assertThat(wire.send("GET /metrics").text()).contains("# TYPE");
    }
}
