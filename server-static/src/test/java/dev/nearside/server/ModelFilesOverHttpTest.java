package dev.nearside.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.nearside.catalog.CatalogIndex;
import dev.nearside.catalog.Sha256;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelFilesOverHttpTest {
    private static final String CONTENT = "0123456789abcdefghijklmnopqrstuvwxyz";
    private static final String SHA = Sha256.hexOf(CONTENT.getBytes(StandardCharsets.UTF_8));
    private static final String ETAG = '"' + SHA + '"';
    private static final String FILE = "/models/tiny/model.onnx";

    @TempDir
    static Path models;

    private static RunningServer server;

    @BeforeAll
    static void start() throws Exception {
        TestModels.install(models, "tiny", CONTENT.getBytes(StandardCharsets.UTF_8));
        Path samples = Files.createDirectories(models.resolve("tiny/samples"));
        Files.write(samples.resolve("one.png"), new byte[] {1, 2, 3});
        server = RunningServer.with(models);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aWholeFileComesWithItsLengthAndAStrongEntityTag() throws Exception {
        HttpResponse<String> response = server.get(FILE);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(CONTENT);
        assertThat(response.headers().firstValue("Content-Length")).contains("36");
        assertThat(response.headers().firstValue("ETag")).contains(ETAG);
        assertThat(response.headers().firstValue("Accept-Ranges")).contains("bytes");
        assertThat(response.headers().firstValue("Content-Type")).contains("application/octet-stream");
        assertThat(response.headers().firstValue("Cache-Control")).contains("no-cache");
        assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(response.headers().firstValue("Content-Encoding")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-9,     0123456789, bytes 0-9/36",
        "bytes=30-,     uvwxyz,     bytes 30-35/36",
        "bytes=-6,      uvwxyz,     bytes 30-35/36",
        "bytes=35-99,   z,          bytes 35-35/36",
        "bytes=0-0,     0,          bytes 0-0/36",
        "BYTES=1-2,     12,         bytes 1-2/36",
        "'bytes=1-2,',  12,         bytes 1-2/36",
        "bytes=30-99999999999999999999, uvwxyz, bytes 30-35/36",
    })
    void aRangeIsAnsweredWithThatPartOnly(String range, String expected, String contentRange) throws Exception {
        HttpResponse<String> response = server.get(FILE, "Range", range);

        assertThat(response.statusCode()).isEqualTo(206);
        assertThat(response.body()).isEqualTo(expected);
        assertThat(response.headers().firstValue("Content-Range")).contains(contentRange);
        assertThat(response.headers().firstValue("Content-Length")).contains(Integer.toString(expected.length()));
        assertThat(response.headers().firstValue("ETag")).contains(ETAG);
    }

    @Test
    void aSuffixLongerThanTheFileIsTheWholeFile() throws Exception {
        HttpResponse<String> response = server.get(FILE, "Range", "bytes=-1000");

        assertThat(response.statusCode()).isEqualTo(206);
        assertThat(response.body()).isEqualTo(CONTENT);
        assertThat(response.headers().firstValue("Content-Range")).contains("bytes 0-35/36");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bytes=0-1,3-4",
                "lines=0-1",
                "bytes=9-3",
                "bytes=abc",
                "bytes=-",
                "bytes=",
                "bytes=1",
                "bytes=--1"
            })
    void severalRangesAndMalformedOnesAreAnsweredWithTheWholeFile(String range) throws Exception {
        HttpResponse<String> response = server.get(FILE, "Range", range);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(CONTENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=36-", "bytes=100-200", "bytes=-0", "bytes=99999999999999999999-"})
    void aRangeBeyondTheEndIsRefusedWithTheLength(String range) throws Exception {
        HttpResponse<String> response = server.get(FILE, "Range", range);

        assertThat(response.statusCode()).isEqualTo(416);
        assertThat(response.headers().firstValue("Content-Range")).contains("bytes */36");
        assertThat(error(response).path("code").asText()).isEqualTo("range_not_satisfiable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"other\"", "Wed, 21 Oct 2026 07:28:00 GMT", "W/" + "\"x\""})
    void aRangeOfAnotherVersionIsAnsweredWithTheWholeFile(String ifRange) throws Exception {
        HttpResponse<String> response = server.get(FILE, "Range", "bytes=0-3", "If-Range", ifRange);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(CONTENT);
    }

    @Test
    void aRangeOfThisVersionIsAnsweredWithThePart() throws Exception {
        HttpResponse<String> response = server.get(FILE, "Range", "bytes=0-3", "If-Range", ETAG);

        assertThat(response.statusCode()).isEqualTo(206);
        assertThat(response.body()).isEqualTo("0123");
    }

    @Test
    void aWeakFormOfTheTagDoesNotPassIfRange() throws Exception {
        HttpResponse<String> response = server.get(FILE, "Range", "bytes=0-3", "If-Range", "W/" + ETAG);

        assertThat(response.statusCode()).isEqualTo(200);
    }

    @Test
    void aKnownFileIsNotSentAgain() throws Exception {
        for (String known : new String[] {ETAG, "W/" + ETAG, "\"a,b\", " + ETAG, "*"}) {
            HttpResponse<String> response = server.get(FILE, "If-None-Match", known, "Range", "bytes=0-3");

            assertThat(response.statusCode()).as(known).isEqualTo(304);
            assertThat(response.body()).isEmpty();
            assertThat(response.headers().firstValue("ETag")).contains(ETAG);
            assertThat(response.headers().firstValue("Content-Type")).isEmpty();
        }
    }

    @Test
    void ifMatchWithAnotherTagFails() throws Exception {
        HttpResponse<String> response = server.get(FILE, "If-Match", "\"other\"");

        assertThat(response.statusCode()).isEqualTo(412);
    }

    @Test
    void headHasTheHeadersOfGetAndNoBody() throws Exception {
        RawResponse response = server.raw("HEAD " + FILE + " HTTP/1.1", "Host: localhost", "Range: bytes=0-3");

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.header("Content-Length")).contains("36");
        assertThat(response.header("ETag")).contains(ETAG);
        assertThat(response.header("Accept-Ranges")).contains("bytes");
        assertThat(response.body()).isEmpty();
    }

    @Test
    void anAddressWithTheHashMayBeKeptForEver() throws Exception {
        HttpResponse<String> response = server.get(FILE + "?v=" + SHA);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Cache-Control")).contains("public, max-age=31536000, immutable");
    }

    @Test
    void anAddressWithAnotherHashIsNotFound() throws Exception {
        HttpResponse<String> response = server.get(FILE + "?v=" + "0".repeat(64));

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(error(response).path("code").asText()).isEqualTo("version_not_found");
        assertThat(error(response).path("param").asText()).isEqualTo("v");
        assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(response.headers().firstValue("ETag")).isEmpty();
    }

    @Test
    void pagesOfEveryOriginMayReadModels() throws Exception {
        HttpResponse<String> response =
                server.get(FILE, "Origin", "https://example.org", "Sec-Fetch-Site", "cross-site");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
        assertThat(response.headers().firstValue("Access-Control-Expose-Headers"))
                .hasValueSatisfying(
                        exposed -> assertThat(exposed).contains("Content-Length, Content-Range, Accept-Ranges, ETag"));
        assertThat(response.headers().allValues("Cross-Origin-Resource-Policy")).containsExactly("cross-origin");
    }

    @Test
    void aPreflightIsAnsweredAndEchoesTheHeaders() throws Exception {
        RawResponse response = server.raw(
                "OPTIONS " + FILE + " HTTP/1.1",
                "Host: localhost",
                "Origin: https://example.org",
                "Access-Control-Request-Method: GET",
                "Access-Control-Request-Headers: range,x-anything");

        assertThat(response.status()).isEqualTo(204);
        assertThat(response.header("Access-Control-Allow-Origin")).contains("*");
        assertThat(response.header("Access-Control-Allow-Methods")).contains("GET, HEAD, OPTIONS");
        assertThat(response.header("Access-Control-Allow-Headers")).contains("range,x-anything");
        assertThat(response.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH"})
    void otherMethodsAreNotAllowed(String method) throws Exception {
        HttpResponse<String> response = server.send(method, FILE);

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow").orElseThrow()).contains("GET", "HEAD", "OPTIONS");
        assertThat(error(response).path("code").asText()).isEqualTo("method_not_allowed");
    }

    @Test
    void theCatalogListsTheModelAndIsAlwaysAskedFor() throws Exception {
        HttpResponse<String> response = server.get("/models/index.json");
        HttpResponse<String> again = server.get(
                "/models/index.json",
                "If-None-Match",
                response.headers().firstValue("ETag").orElseThrow());

        assertThat(CatalogIndex.parse(response.body())
                        .find("tiny")
                        .orElseThrow()
                        .installed())
                .isTrue();
        assertThat(response.headers().firstValue("Cache-Control")).contains("no-cache");
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(again.statusCode()).isEqualTo(304);
    }

    @Test
    void everyAddressOfTheCatalogAnswers() throws Exception {
        var entry = CatalogIndex.parse(server.get("/models/index.json").body())
                .find("tiny")
                .orElseThrow();

        assertThat(server.get(entry.manifest()).statusCode()).isEqualTo(200);
        assertThat(server.get(entry.files().get(0).url()).statusCode()).isEqualTo(200);
    }

    @Test
    void aSampleIsServedThoughTheManifestHasNoHashOfIt() throws Exception {
        HttpResponse<byte[]> response = server.getBytes("/models/tiny/samples/one.png");

        assertThat(response.body()).containsExactly(1, 2, 3);
        assertThat(response.headers().firstValue("Content-Type")).contains("image/png");
    }

    @Test
    void repeatedSlashesCountAsOne() throws Exception {
        RawResponse response = server.raw("GET //models///tiny//model.onnx HTTP/1.1", "Host: localhost");

        assertThat(response.status()).isEqualTo(200);
    }

    @Test
    void compressionIsNeverAppliedOnTheFly() throws Exception {
        HttpResponse<String> response = server.get("/models/index.json", "Accept-Encoding", "gzip, br");

        assertThat(response.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(response.headers().firstValue("Content-Length")).isPresent();
    }

    @Test
    void aTruncatedFileIsNotPassedOffAsTheWhole() throws Exception {
        TestModels.install(models, "cut", CONTENT.getBytes(StandardCharsets.UTF_8));
        Files.writeString(models.resolve("cut/model.onnx"), "01234");

        HttpResponse<String> response = server.get("/models/cut/model.onnx");

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(error(response).path("code").asText()).isEqualTo("integrity_mismatch");
        assertThat(response.headers().firstValue("ETag")).isEmpty();
    }

    private static JsonNode error(HttpResponse<String> response) throws Exception {
        return new JsonMapper().readTree(response.body()).path("error");
    }
}
