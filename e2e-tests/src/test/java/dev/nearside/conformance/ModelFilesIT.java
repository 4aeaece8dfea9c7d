package dev.nearside.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nearside.catalog.CatalogFile;
import dev.nearside.catalog.CatalogIndex;
import dev.nearside.catalog.Sha256;
import dev.nearside.e2e.ServerProcess;
import dev.nearside.e2e.Suite;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Model files: ranges, entity tags, methods, caching, CORS. */
@ExtendWith(Suite.class)
class ModelFilesIT {
    private static final String MODEL = "/models/digits/digits.onnx";

    private Wire wire;
    private CatalogFile file;
    private byte[] whole;

    @BeforeEach
    void readTheWholeFile(ServerProcess server) {
        wire = new Wire(server);
        file =
                CatalogIndex.parse(wire.send("GET /models/index.json").text())
                        .find("digits")
                        .orElseThrow()
                        .files()
                        .stream()
                        .filter(candidate -> candidate.path().equals("digits.onnx"))
                        .findFirst()
                        .orElseThrow();
        whole = wire.send("GET " + MODEL).copyBody();
    }

    @Test
    void theFileIsTheOneOfTheCatalog() {
        Response response = wire.send("GET " + MODEL);

        assertThat(whole).hasSize((int) file.bytes());
        assertThat(Sha256.hexOf(whole)).isEqualTo(file.sha256());
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.header("Content-Length")).isEqualTo("" + whole.length);
        assertThat(response.header("ETag")).as("a strong one").isEqualTo('"' + file.sha256() + '"');
        assertThat(response.header("Accept-Ranges")).isEqualTo("bytes");
        assertThat(response.header("Content-Type")).isEqualTo("application/octet-stream");
        assertThat(response.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @ParameterizedTest
    @CsvSource({"bytes=0-99, 0, 100", "bytes=100-, 100, -1", "bytes=-50, -50, -1", "bytes=7-7, 7, 8"})
    void singleOpenAndSuffixRangesAre206(String range, int from, int to) {
        Response response = wire.send("GET " + MODEL, "Range: " + range);

        int start = from < 0 ? whole.length + from : from;
        int end = to < 0 ? whole.length : to;
        assertThat(response.status()).isEqualTo(206);
        assertThat(response.copyBody()).isEqualTo(Arrays.copyOfRange(whole, start, end));
        assertThat(response.header("Content-Range")).isEqualTo("bytes " + start + "-" + (end - 1) + "/" + whole.length);
        assertThat(response.header("Content-Length")).isEqualTo("" + (end - start));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=99999999-", "bytes=-0"})
    void aRangeBeyondTheEndIs416WithTheLength(String range) {
        Response response = wire.send("GET " + MODEL, "Range: " + range);

        assertThat(response.status()).isEqualTo(416);
        assertThat(response.header("Content-Range")).isEqualTo("bytes */" + whole.length);
    }

    @Test
    void ifRangeGivesThePartOnlyOfTheSameFile() {
        Response same = wire.send("GET " + MODEL, "Range: bytes=5-9", "If-Range: \"" + file.sha256() + '"');
        Response other = wire.send("GET " + MODEL, "Range: bytes=5-9", "If-Range: \"" + "0".repeat(64) + '"');
        Response weak = wire.send("GET " + MODEL, "Range: bytes=5-9", "If-Range: W/\"" + file.sha256() + '"');

        assertThat(List.of(same.status(), other.status(), weak.status())).containsExactly(206, 200, 200);
        assertThat(other.copyBody()).isEqualTo(whole);
    }

    @Test
    void whatTheClientHasIsNotSentAgain() {
        Response response = wire.send("GET " + MODEL, "If-None-Match: \"" + file.sha256() + '"');

        assertThat(response.status()).isEqualTo(304);
        assertThat(response.copyBody()).isEmpty();
        assertThat(response.header("ETag")).isEqualTo('"' + file.sha256() + '"');
    }

    @Test
    void headTellsTheSameWithoutTheBody() {
        Response response = wire.send("HEAD " + MODEL);

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.copyBody()).isEmpty();
        assertThat(response.header("Content-Length")).isEqualTo("" + whole.length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH"})
    void otherMethodsAre405WithAllow(String method) {
        Response response = wire.send(method + " " + MODEL, "Content-Length: 0");

        assertThat(response.status()).isEqualTo(405);
        assertThat(response.header("Allow")).contains("GET", "HEAD");
    }

    @Test
    void weightsAreNeverCompressed() {
        Response response = wire.send("GET " + MODEL, "Accept-Encoding: br, gzip, zstd");

        assertThat(response.header("Content-Encoding")).isEmpty();
        assertThat(response.copyBody()).isEqualTo(whole);
    }

    @Test
    void addressesWithTheHashAreImmutableAndOthersAreNot() {
        Response addressed = wire.send("GET " + file.url());
        Response plain = wire.send("GET " + MODEL);
        Response wrong = wire.send("GET " + MODEL + "?v=" + "0".repeat(64));

        assertThat(addressed.header("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
        assertThat(plain.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(wrong.status()).isEqualTo(404);
        assertThat(wrong.header("Cache-Control")).doesNotContain("immutable");
    }

    @Test
    void pagesOfOtherOriginsMayReadModels() {
        Response response = wire.send("GET " + MODEL, "Origin: https://elsewhere.example");

        assertThat(response.header("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(response.header("Access-Control-Expose-Headers"))
                .contains("Content-Length", "Content-Range", "Accept-Ranges", "ETag");
        assertThat(response.header("Cross-Origin-Resource-Policy")).isEqualTo("cross-origin");
    }

    @Test
    void aPreflightIs204AndEchoesTheHeadersThatItAsksFor() {
        Response response = wire.send(
                "OPTIONS " + MODEL,
                "Origin: https://elsewhere.example",
                "Access-Control-Request-Method: GET",
                "Access-Control-Request-Headers: range, x-stainless-lang");

        assertThat(response.status()).isEqualTo(204);
        assertThat(response.copyBody()).isEmpty();
        assertThat(response.header("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(response.header("Access-Control-Allow-Methods")).contains("GET");
        assertThat(response.header("Access-Control-Allow-Headers")).contains("range", "x-stainless-lang");
    }
}
