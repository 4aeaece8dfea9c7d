package dev.nearside.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.nearside.error.InvalidInput;
import dev.nearside.server.security.ApiKeys;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeysOverHttpTest {
    private static final String FRIEND = "https://chat.example.org";

    @TempDir
    static Path models;

    private static RunningServer server;

    @BeforeAll
    static void start() {
        ServerSettings settings = new ServerSettings("127.0.0.1", 0, models, List.of(FRIEND), List.of());
        server = RunningServer.with(settings.with(ApiKeys.of("first-key, second-key ,")));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer first-key", "bearer  second-key", "Basic YW55Ym9keTpmaXJzdC1rZXk="})
    void aKnownKeyOpens(String authorization) throws Exception {
        assertThat(server.get("/v1/models", "Authorization", authorization).statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer first-key,second-key",
                "Bearer first-ke",
                "Bearer ",
                "Bearer",
                "first-key",
                "Basic !!!",
                "Basic Zmlyc3Qta2V5",
                "Digest first-key"
            })
    void anyOtherDoesNot(String authorization) throws Exception {
        HttpResponse<String> response = server.get("/v1/models", "Authorization", authorization);

        JsonNode error = new JsonMapper().readTree(response.body()).path("error");
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(error.path("code").asText()).isEqualTo("invalid_api_key");
        assertThat(error.path("type").asText()).isEqualTo("invalid_request_error");
        assertThat(response.headers().firstValue("WWW-Authenticate").orElseThrow())
                .startsWith("Bearer");
        assertThat(response.body()).doesNotContain("first-key").doesNotContain("second-key");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/models",
                "/v1//models",
                "//v1/models",
                "/models",
                "/v1/models/all-minilm-l6-v2",
                "/api/pull/x",
                "/api//info",
                "/api/info/"
            })
    void everythingOfTheApiIsClosed(String path) throws Exception {
        assertThat(server.get(path).statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/chat/completions", "/chat/completions", "/completions", "/v1/embeddings", "/api/pull"})
    void nothingIsPostedWithoutAKey(String path) throws Exception {
        assertThat(server.post(path, "{}").statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/healthz", "/metrics", "/api/info", "/models/index.json"})
    void thePageAndWhatEverybodyMayKnowAreOpen(String path) throws Exception {
        assertThat(server.get(path).statusCode()).isEqualTo(200);
    }

    @Test
    void aBrowserIsMadeToAskThePersonForRequestsOfOurOwnPageOnly() throws Exception {
        String own = server.get("/v1/models", "Sec-Fetch-Site", "same-origin")
                .headers()
                .firstValue("WWW-Authenticate")
                .orElseThrow();
        HttpResponse<String> typed = server.get(
                "/v1/models",
                "Sec-Fetch-Site",
                "same-origin",
                "Authorization",
                "Basic " + Base64.getEncoder().encodeToString("me:second-key".getBytes(StandardCharsets.UTF_8)));

        assertThat(own).startsWith("Basic realm=");
        assertThat(typed.statusCode()).isEqualTo(200);
        assertThat(server.get("/v1/models", "Sec-Fetch-Site", "cross-site").statusCode())
                .isEqualTo(403);
    }

    @Test
    void aPreflightNeedsNone() throws Exception {
        HttpResponse<String> response = server.send(
                "OPTIONS",
                "/v1/chat/completions",
                "Origin",
                FRIEND,
                "Access-Control-Request-Method",
                "POST",
                "Access-Control-Request-Headers",
                "authorization,content-type,x-stainless-lang");

        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(response.headers().firstValue("Access-Control-Allow-Headers").orElseThrow())
                .contains("x-stainless-lang");
        assertThat(server.post("/v1/chat/completions", "{}", "Origin", FRIEND).statusCode())
                .isEqualTo(401);
    }

    @Test
    void aVariableWithoutAKeyStopsTheStart() {
        assertThatThrownBy(() -> ApiKeys.of(" , ")).isInstanceOf(InvalidInput.class);
        assertThat(ApiKeys.of("secret")).hasToString("1 API keys");
    }
}
