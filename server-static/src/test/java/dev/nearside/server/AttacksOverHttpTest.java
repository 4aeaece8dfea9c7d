package dev.nearside.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What pages from elsewhere, and names of models that are none, achieve on the routes that do something: nothing. */
class AttacksOverHttpTest {
    private static final List<String> ROUTES =
            List.of("/v1/chat/completions", "/v1/completions", "/v1/embeddings", "/v1/route/explain", "/api/pull");
    private static final String SECRET = "the secret of the house";

    @TempDir
    static Path home;

    private static RunningServer server;

    @BeforeAll
    static void start() throws Exception {
        Path models = Files.createDirectories(home.resolve("models"));
        Files.writeString(home.resolve("manifest.json"), SECRET);
        Files.writeString(models.resolve("manifest.json"), SECRET);
        server = RunningServer.with(models);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void servesOn() throws Exception {
        assertThat(server.get("/healthz").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: localhost\r\nOrigin: https://evil.example",
                "Host: localhost\r\nOrigin: null",
                "Host: localhost\r\nOrigin: http://localhost:1",
                "Host: localhost\r\nOrigin: http://localhost.evil.example",
                "Host: localhost\r\nSec-Fetch-Site: cross-site",
                "Host: localhost\r\nSec-Fetch-Site: same-site",
                "Host: rebound.example",
                "Host: rebound.example\r\nOrigin: http://rebound.example",
                "Host: rebound.example:5173\r\nOrigin: http://rebound.example:5173\r\nSec-Fetch-Site: same-origin",
                "Host: 127.0.0.1.rebound.example",
            })
    void aPageFromElsewhereIsRefusedEverywhere(String headers) throws Exception {
        for (String route : ROUTES) {
            RawResponse answer = post(route, headers + "\r\nContent-Type: application/json", "{}");

            assertThat(answer.status()).as(route).isEqualTo(403);
            assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "null",
            })
    void theBrowserIsToldSoBeforeItSends(String origin) throws Exception {
        for (String route : ROUTES) {
            RawResponse answer = server.raw(
                    "OPTIONS " + route + " HTTP/1.1",
                    "Host: localhost",
                    "Origin: " + origin,
                    "Access-Control-Request-Method: POST",
                    "Access-Control-Request-Headers: content-type");

            assertThat(answer.status()).as(route).isEqualTo(403);
            assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
        }
    }

    /** The three types that a form can send, no type, and what merely looks like JSON's. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "X: a",
                "Content-Type: application/x-www-form-urlencoded",
                "Content-Type: text/plain",
                "Content-Type: text/plain; application/json",
                "Content-Type: multipart/form-data; boundary=application/json",
                "Content-Type: application/jsonx",
            })
    void aFormIsNoRequest(String type) throws Exception {
        for (String route : ROUTES) {
            RawResponse answer = post(route, "Host: localhost\r\n" + type, "{\"model\":\"digits\",\"x\":\"=\"}");

            assertThat(answer.status()).as(route).isEqualTo(415);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"%2e%2e", "..%5cmanifest.json", "digits%00", "%c0%ae", "%zz"})
    void whatIsRefusedOfAnAddressIsSaidInTheEnvelope(String id) throws Exception {
        RawResponse answer = server.raw("GET /v1/models/" + id + " HTTP/1.1", "Host: localhost");

        JsonNode error = new JsonMapper().readTree(answer.body()).path("error");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(error.path("type").asText()).isEqualTo("invalid_request_error");
        assertThat(error.path("message").asText()).startsWith("the address ").contains("a path has no encoded dots");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "..",
                "../manifest.json",
                "%2e%2e",
                "..%2fmanifest.json",
                "%2e%2e%2fmanifest.json",
                "%252e%252e%252fmanifest.json",
                "digits%2f..%2f..%2fmanifest.json",
                "digits/../../manifest.json",
                "..%5cmanifest.json",
                "%00",
                "digits%00",
                "digits%00.json",
                "%2fetc%2fpasswd",
                "%c0%ae%c0%ae%c0%afmanifest.json",
                ".",
                "%20",
                "digits;a=b",
                "%0d%0aX-Injected:%20yes",
            })
    void aModelsAddressLeadsNowhereElse(String id) throws Exception {
        RawResponse answer = server.raw("GET /v1/models/" + id + " HTTP/1.1", "Host: localhost");

        assertThat(answer.status()).isIn(400, 404);
        assertThat(answer.header("X-Injected")).isEmpty();
        assertThat(answer.head() + answer.body()).doesNotContain(SECRET, "root:", home.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "..",
                "../",
                "../manifest.json",
                "../../../../../../etc/passwd",
                "/etc/passwd",
                "digits/../..",
                "..\\manifest.json",
                "digits\u0000",
                "\u0000",
                "%2e%2e%2f",
                "file:///etc/passwd",
                "http://127.0.0.1:1/",
                "a\r\nX-Injected: yes",
                "\u202e../",
                " ",
                "",
            })
    void aModelsNameLeadsNowhereElse(String id) throws Exception {
        for (String route : List.of("/v1/chat/completions", "/v1/completions", "/v1/embeddings")) {
            ObjectNode body = new JsonMapper()
                    .createObjectNode()
                    .put("model", id)
                    .put("input", "a")
                    .put("prompt", "a");
            body.putArray("messages").addObject().put("role", "user").put("content", "a");
            HttpResponse<String> answer = server.post(route, body.toString());

            assertThat(answer.statusCode()).as(route).isIn(400, 404);
            assertThat(answer.headers().map()).doesNotContainKey("x-injected");
            assertThat(answer.body()).doesNotContain(SECRET, "root:", home.toString());
        }
    }

    private static RawResponse post(String route, String headers, String body) throws Exception {
        return server.exchange("POST " + route + " HTTP/1.1\r\n" + headers + "\r\nContent-Length: " + body.length()
                + "\r\nConnection: close\r\n\r\n" + body);
    }
}
