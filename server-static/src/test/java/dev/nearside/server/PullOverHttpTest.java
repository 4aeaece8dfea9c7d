package dev.nearside.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.nearside.server.hub.FakeHub;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PullOverHttpTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String WANTED = "{\"model\": \"hf:" + FakeHub.REPOSITORY + "\"}";

    @TempDir
    Path models;

    private final FakeHub hub = FakeHub.withTinyChat();
    private @Nullable RunningServer running;

    @BeforeEach
    void start() {
        running = RunningServer.with(
                new ServerSettings("127.0.0.1", 0, models, List.of(), List.of(), hub.settings(null, Map.of())));
    }

    private RunningServer server() {
        return Objects.requireNonNull(running);
    }

    @AfterEach
    void stop() {
        server().close();
        hub.close();
    }

    @Test
    void theCatalogueListsWhatCanBePulledWithSizeAndLicence() throws Exception {
        JsonNode model = entry("smollm2-135m-instruct");

        assertThat(model.path("installed").asBoolean()).isFalse();
        assertThat(model.path("bytes").asLong()).isPositive();
        assertThat(model.at("/licence/name").asText()).isEqualTo("Apache-2.0");
        assertThat(model.path("task").asText()).isEqualTo("text-generation");
        assertThat(model.path("files")).isEmpty();
        assertThat(server().get("/models/smollm2-135m-instruct/manifest.json").statusCode())
                .isEqualTo(404);
    }

    @Test
    void aPullIsWatchedToItsEndAndTheModelServedAtOnce() throws Exception {
        hub.slowly(10);

        HttpResponse<String> accepted = server().post("/api/pull", WANTED);
        HttpResponse<String> events = server().get("/api/pull/tiny-chat");

        assertThat(accepted.statusCode()).isEqualTo(202);
        assertThat(JSON.readTree(accepted.body()).path("id").asText()).isEqualTo("tiny-chat");
        assertThat(events.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/event-stream");
        List<JsonNode> states = states(events.body());
        assertThat(states)
                .extracting(state -> state.path("state").asText())
                .contains("downloading")
                .endsWith("installed");
        assertThat(states).extracting(state -> state.path("doneBytes").asLong()).anyMatch(bytes -> bytes > 0);
        assertThat(entry("tiny-chat").path("installed").asBoolean()).isTrue();
        String manifest = entry("tiny-chat").path("manifest").asText();
        assertThat(server().get(manifest).statusCode()).isEqualTo(200);
    }

    @Test
    void whoComesLateIsToldTheLastState() throws Exception {
        hub.gated();
        assertThat(server().post("/api/pull", WANTED).statusCode()).isEqualTo(202);
        assertThat(server().get("/api/pull/tiny-chat").statusCode()).isEqualTo(200);

        List<JsonNode> states = states(server().get("/api/pull/tiny-chat").body());

        assertThat(states).hasSize(1);
        assertThat(states.get(0).path("state").asText()).isEqualTo("failed");
        assertThat(states.get(0).at("/error/code").asText()).isEqualTo("access_denied");
    }

    @Test
    void aPullCanBeStopped() throws Exception {
        hub.slowly(200);
        assertThat(server().post("/api/pull", WANTED).statusCode()).isEqualTo(202);

        HttpResponse<String> stopped =
                server().send("DELETE", "/api/pull/tiny-chat", "Content-Type", "application/json");

        assertThat(stopped.statusCode()).isEqualTo(202);
        List<JsonNode> states = states(server().get("/api/pull/tiny-chat").body());
        assertThat(states.get(states.size() - 1).path("state").asText()).isEqualTo("cancelled");
    }

    @Test
    void aServerThatStopsWaitsForNoPull() throws Exception {
        hub.slowly(200);
        assertThat(server().post("/api/pull", WANTED).statusCode()).isEqualTo(202);
        long before = System.nanoTime();

        server().close();

        assertThat((System.nanoTime() - before) / 1e9).isLessThan(8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"model\": \"gguf:/etc/passwd\"}",
                "{\"model\": \"hf:../x\"}",
                "{\"model\": 7}",
                "{}",
                "[",
                "{\"model\": \"digits\"",
            })
    void whatNamesNoModelIsRefused(String body) throws Exception {
        HttpResponse<String> response = server().post("/api/pull", body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(JSON.readTree(response.body()).at("/error/code").asText()).isEqualTo("invalid_input");
    }

    @Test
    void unknownModelsAndPullsAreNotFound() throws Exception {
        assertThat(server().post("/api/pull", "{\"model\": \"nobody\"}").statusCode())
                .isEqualTo(404);
        assertThat(server().get("/api/pull/nobody").statusCode()).isEqualTo(404);
    }

    @Test
    void pagesOfOtherOriginsMayNotPull() throws Exception {
        HttpResponse<String> post = server().post("/api/pull", WANTED, "Origin", "https://evil.example");
        HttpResponse<String> get = server().get("/api/pull/tiny-chat", "Sec-Fetch-Site", "cross-site");

        assertThat(post.statusCode()).isEqualTo(403);
        assertThat(get.statusCode()).isEqualTo(403);
        assertThat(hub.requests()).isEmpty();
    }

    private JsonNode entry(String id) throws Exception {
        for (JsonNode model :
                JSON.readTree(server().get("/models/index.json").body()).path("models")) {
            if (model.path("id").asText().equals(id)) {
                return model;
            }
        }
        throw new AssertionError("the index has no " + id);
    }

    private static List<JsonNode> states(String events) {
        return events.lines()
                .filter(line -> line.startsWith("data: "))
                .map(line -> parse(line.substring("data: ".length())))
                .toList();
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
