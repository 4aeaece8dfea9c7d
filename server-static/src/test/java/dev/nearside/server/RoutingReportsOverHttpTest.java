package dev.nearside.server;

import static dev.nearside.server.RoutedServers.body;
import static dev.nearside.server.RoutedServers.chat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is told of the routing: explanations, models, rules, counts. */
@Timeout(300)
class RoutingReportsOverHttpTest {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    static Path models;

    private static RoutedServers servers;
    private static RunningServer deviceFirst;
    private static RunningServer cloudFirst;
    private static RunningServer deviceOnly;

    @BeforeAll
    static void start() throws Exception {
        servers = RoutedServers.in(models);
        deviceFirst = servers.with("{\"policy\": \"prefer-device\"}");
        cloudFirst = servers.with("{\"policy\": \"prefer-cloud\"}");
        deviceOnly =
                servers.with("{\"policy\": \"only-device\", \"tasks\": [{\"name\": \"history\", \"similarity\": 0.5, "
                        + "\"examples\": [\"Why did the Roman Republic fall?\"]}]}");
    }

    @AfterAll
    static void stop() {
        servers.close();
    }

    @BeforeEach
    void upstreamIsWell() {
        servers.upstream().behave(FakeUpstream::speak);
    }

    @Test
    void explainSaysWhatHappensAndRunsNothing() throws Exception {
        for (String text : List.of("Hello", "I am ada@example.org", "word ".repeat(600))) {
            for (RunningServer server : List.of(deviceFirst, cloudFirst)) {
                ObjectNode body = body("auto", text).put("max_tokens", 2);

                upstreamIsWell();
                HttpResponse<String> explained = server.post("/v1/route/explain", body.toString());
                assertThat(servers.upstream().bodies()).isEmpty();
                HttpResponse<String> happened = chat(server, body);

                JsonNode decision = JSON.readTree(explained.body());
                assertThat(explained.statusCode()).isEqualTo(200);
                assertThat(happened.headers().firstValue("X-Nearside-Backend"))
                        .contains(decision.at("/chosen/backend").asText());
                assertThat(happened.headers().firstValue("X-Nearside-Reason"))
                        .contains(decision.path("reason").asText() + ": "
                                + decision.path("message").asText());
            }
        }
    }

    @Test
    void explainCountsWithTheModelsOwnTokenizer() throws Exception {
        JsonNode one = JSON.readTree(deviceFirst
                .post("/v1/route/explain", body("tiny", "Hello").toString())
                .body());
        HttpResponse<String> answer = chat(deviceFirst, body("tiny", "Hello").put("max_tokens", 1));

        assertThat(one.path("promptTokens").asInt())
                .isEqualTo(
                        JSON.readTree(answer.body()).at("/usage/prompt_tokens").asInt());
    }

    @Test
    void tasksAreKnownByExamplesThroughTheModelThatEmbeds() throws Exception {
        JsonNode alike = JSON.readTree(deviceOnly
                .post(
                        "/v1/route/explain",
                        body("auto", "What made the republic of ancient Rome fall?")
                                .toString())
                .body());
        JsonNode other = JSON.readTree(deviceOnly
                .post(
                        "/v1/route/explain",
                        body("auto", "A recipe for pancakes, please").toString())
                .body());

        assertThat(alike.path("task").asText()).isEqualTo("history");
        assertThat(other.path("task").isNull()).isTrue();
    }

    @Test
    void modelsListsWhatCanBeAskedFor() throws Exception {
        JsonNode list = JSON.readTree(deviceFirst.get("/v1/models").body()).path("data");

        assertThat(list.findValuesAsText("id"))
                .contains("tiny", "auto", "auto:private", "auto:code", "up/big", "all-minilm-l6-v2");
        assertThat(deviceFirst.get("/v1/models/up/big").statusCode()).isEqualTo(200);
        assertThat(deviceOnly.get("/v1/models").body()).doesNotContain("up/big");
    }

    @Test
    void theTabIsToldRulesAndState() throws Exception {
        HttpResponse<String> told = cloudFirst.get("/api/routing");

        JsonNode json = JSON.readTree(told.body());
        assertThat(json.at("/rules/policy").asText()).isEqualTo("prefer-cloud");
        assertThat(json.at("/state/targets").findValuesAsText("backend")).containsExactly("jvm", "up");
        assertThat(told.headers().firstValue("Cache-Control")).contains("no-store");
    }

    @Test
    void decisionsAreCounted() throws Exception {
        HttpResponse<String> answer = chat(deviceOnly, body("auto", "Hello").put("max_tokens", 1));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(deviceOnly.get("/metrics").body())
                .containsPattern("nearside_routing_decisions_total\\{backend=\"jvm\",reason=\"policy\"} [1-9]")
                .containsPattern("nearside_routing_attempts_total\\{backend=\"jvm\",outcome=\"answered\"} [1-9]");
    }
}
