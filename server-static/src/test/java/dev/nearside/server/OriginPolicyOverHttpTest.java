package dev.nearside.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OriginPolicyOverHttpTest {
    private static final String FRIEND = "https://chat.example.org";

    @TempDir
    static Path models;

    private static RunningServer server;

    @BeforeAll
    static void start() {
        server = RunningServer.with(new ServerSettings("127.0.0.1", 0, models, List.of(FRIEND + "/"), List.of()));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void programsAndPagesOfThisServerMayCallTheApi() throws Exception {
        String own = "http://127.0.0.1:" + server.port();

        assertThat(server.get("/api/info").statusCode()).isEqualTo(200);
        assertThat(server.get("/api/info", "Sec-Fetch-Site", "none").statusCode())
                .isEqualTo(200);
        assertThat(server.get("/api/info", "Origin", own, "Sec-Fetch-Site", "same-origin")
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/info", "/api/unknown", "/v1/models", "//api/info", "/api//info"})
    void pagesOfOtherOriginsMayNot(String path) throws Exception {
        for (String origin : List.of(
                "https://evil.example", "null", "http://localhost:1", FRIEND + ":8443", "http://chat.example.org")) {
            RawResponse response = server.raw("GET " + path + " HTTP/1.1", "Host: localhost", "Origin: " + origin);

            assertThat(response.status()).as(origin).isEqualTo(403);
            assertThat(new JsonMapper()
                            .readTree(response.body())
                            .at("/error/code")
                            .asText())
                    .isEqualTo("origin_not_allowed");
            assertThat(response.header("Access-Control-Allow-Origin")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site"})
    void aRequestThatTheBrowserCallsForeignIsRefusedWithoutAnOriginToo(String site) throws Exception {
        assertThat(server.get("/api/info", "Sec-Fetch-Site", site).statusCode()).isEqualTo(403);
    }

    @Test
    void anOriginThatTheOperatorNamedMayReadTheAnswer() throws Exception {
        HttpResponse<String> response = server.get("/api/info", "Origin", FRIEND, "Sec-Fetch-Site", "cross-site");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).contains(FRIEND);
        assertThat(response.headers().allValues("Vary")).contains("Origin");
    }

    @Test
    void itsPreflightIsAnsweredAndThatOfOthersIsNot() throws Exception {
        RawResponse friend = preflight(FRIEND);
        RawResponse stranger = preflight("https://evil.example");

        assertThat(friend.status()).isEqualTo(204);
        assertThat(friend.header("Access-Control-Allow-Origin")).contains(FRIEND);
        assertThat(friend.header("Access-Control-Allow-Headers")).contains("content-type,x-stainless-os");
        assertThat(friend.header("Access-Control-Allow-Methods").orElseThrow()).contains("POST");
        assertThat(stranger.status()).isEqualTo(403);
        assertThat(stranger.header("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void dataThatIsNotJsonIsRefused() throws Exception {
        assertThat(server.send("POST", "/v1/route/explain", "Content-Type", "text/plain")
                        .statusCode())
                .isEqualTo(415);
        assertThat(server.send("POST", "/v1/route/explain").statusCode()).isEqualTo(415);
        assertThat(server.send("POST", "/v1/route/explain", "Content-Type", "application/json; charset=utf-8")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void aWrongAddressIsNamedBeforeAWrongTypeOfData() throws Exception {
        assertThat(server.send("POST", "/api/unknown").statusCode()).isEqualTo(404);
        assertThat(server.send("POST", "/api/unknown", "Content-Type", "text/plain")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void theMethodCannotBeChangedByAHeader() throws Exception {
        HttpResponse<String> response = server.get("/api/info", "X-HTTP-Method-Override", "POST");

        assertThat(response.statusCode()).isEqualTo(400);
    }

    @Test
    void unknownRoutesAreErrorsInJson() throws Exception {
        HttpResponse<String> response = server.get("/v1/nothing");

        assertThat(response.statusCode()).isEqualTo(404);
        var error = new JsonMapper().readTree(response.body()).path("error");
        assertThat(error.path("message").asText()).isEqualTo("there is nothing at /v1/nothing");
        assertThat(error.path("type").asText()).isEqualTo("invalid_request_error");
        assertThat(error.path("code").asText()).isEqualTo("not_found");
        assertThat(error.has("param")).isTrue();
    }

    private static RawResponse preflight(String origin) throws Exception {
        return server.raw(
                "OPTIONS /v1/chat/completions HTTP/1.1",
                "Host: localhost",
                "Origin: " + origin,
                "Access-Control-Request-Method: POST",
                "Access-Control-Request-Headers: content-type,x-stainless-os");
    }
}
