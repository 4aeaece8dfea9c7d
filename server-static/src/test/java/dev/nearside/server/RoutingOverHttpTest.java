package dev.nearside.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nearside.json.Json;
import dev.nearside.routing.RoutingRules;
import dev.nearside.server.gguf.TinyLlama;
import dev.nearside.server.routing.RoutingSettings;
import dev.nearside.server.upstream.UpstreamSettings;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The router over HTTP: a model of this machine, and an upstream that keeps what it is sent. */
@Timeout(300)
class RoutingOverHttpTest {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    static Path models;

    private static FakeUpstream upstream;
    private static RunningServer deviceFirst;
    private static RunningServer cloudFirst;
    private static RunningServer deviceOnly;

    @BeforeAll
    static void start() throws Exception {
        Path folder = TinyLlama.standard().install(models, "tiny");
        assertThat(folder).isDirectory();
        upstream = FakeUpstream.start();
        deviceFirst = server("{\"policy\": \"prefer-device\"}");
        cloudFirst = server("{\"policy\": \"prefer-cloud\"}");
        deviceOnly = server("{\"policy\": \"only-device\", \"tasks\": [{\"name\": \"history\", \"similarity\": 0.5, "
                + "\"examples\": [\"Why did the Roman Republic fall?\"]}]}");
        for (RunningServer server : List.of(deviceFirst, cloudFirst)) {
            await(server);
        }
    }

    private static RunningServer server(String json) {
        return server(json, upstream);
    }

    private static RunningServer server(String json, FakeUpstream behind) {
        RoutingRules rules = RoutingRules.read(Json.read(json));
        RoutingSettings routing =
                new RoutingSettings(rules, List.of(UpstreamSettings.of("up", behind.url())), Map.of());
        return RunningServer.with(ServerSettings.onFreePort(models).with(routing));
    }

    /** Until the server has heard what models its upstream has. */
    private static void await(RunningServer server) throws Exception {
        while (!server.get("/v1/models").body().contains("up/big")) {
            Thread.sleep(20);
        }
    }

    @AfterAll
    static void stop() {
        for (AutoCloseable each : List.of(deviceFirst, cloudFirst, deviceOnly, upstream)) {
            close(each);
        }
    }

    private static void close(AutoCloseable each) {
        try {
            each.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void upstreamIsWell() {
        upstream.behave(FakeUpstream::speak);
    }

    @Test
    void theModelsOfThisMachineAnswerFirstIfThePolicySaysSo() throws Exception {
        HttpResponse<String> answer = chat(deviceFirst, body("auto", "Hello").put("max_tokens", 3));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertHeaders(answer, "jvm", "tiny", "policy: prefer-device");
        assertThat(JSON.readTree(answer.body()).path("model").asText()).isEqualTo("tiny");
        assertThat(upstream.bodies()).isEmpty();
    }

    @Test
    void anUpstreamAnswersFirstIfThePolicySaysSoAndGetsWhatTheClientSent() throws Exception {
        ObjectNode body = body("auto", "Hello").put("temperature", 0.3).put("unknown", "kept");
        body.putObject("nearside").put("promptTokens", 7);

        HttpResponse<String> answer = chat(cloudFirst, body);

        assertHeaders(answer, "up", "big", "policy: prefer-cloud");
        JsonNode got = JSON.readTree(upstream.bodies().get(0));
        assertThat(got.path("model").asText()).isEqualTo("big");
        assertThat(got.path("temperature").asDouble()).isEqualTo(0.3);
        assertThat(got.path("unknown").asText()).isEqualTo("kept");
        assertThat(got.has("nearside")).isFalse();
        assertThat(JSON.readTree(answer.body()).at("/choices/0/message/content").asText())
                .isEqualTo("from upstream");
    }

    @Test
    void aStreamPassesThrough() throws Exception {
        HttpResponse<String> answer = chat(cloudFirst, body("up/big", "Hello").put("stream", true));

        assertHeaders(answer, "up", "big", "named: ");
        assertThat(answer.body()).contains("\"from \"", "\"upstream\"").endsWith("data: [DONE]\n\n");
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aBrokenUpstreamFallsBackToThisMachine(boolean stream) throws Exception {
        upstream.behave(FakeUpstream.refusing(500, "oops"));

        HttpResponse<String> answer =
                chat(cloudFirst, body("auto", "Hello").put("stream", stream).put("max_tokens", 2));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertHeaders(answer, "jvm", "tiny", "fallback: after up/big (broken)");
    }

    @ParameterizedTest
    @CsvSource({
        "400, bad_value, 400, bad_value",
        "422, bad_value, 422, bad_value",
        "401, invalid_api_key, 403, upstream_unauthorised",
        "403, forbidden, 403, upstream_unauthorised"
    })
    void whatIsMalformedOrUnauthorisedDoesNotFallBack(int status, String code, int told, String toldCode)
            throws Exception {
        upstream.behave(FakeUpstream.refusing(status, code));

        HttpResponse<String> answer = chat(cloudFirst, body("auto", "Hello"));

        assertThat(answer.statusCode()).isEqualTo(told);
        assertThat(error(answer).path("code").asText()).isEqualTo(toldCode);
        assertHeaders(answer, "up", "big", "policy");
    }

    @Test
    void anUpstreamThatFailsTooOftenIsLeftAlone() throws Exception {
        try (FakeUpstream failing = FakeUpstream.start();
                RunningServer server = server("{\"policy\": \"prefer-cloud\"}", failing)) {
            await(server);
            failing.behave(FakeUpstream.refusing(500, "oops"));
            ObjectNode body = body("auto", "Hello").put("max_tokens", 1);

            String reason = "";
            for (int i = 0; i < 100 && !reason.startsWith("breaker_open: "); i++) {
                reason = chat(server, body)
                        .headers()
                        .firstValue("X-Nearside-Reason")
                        .orElseThrow();
            }

            assertThat(reason).startsWith("breaker_open: ");
            assertThat(JSON.readTree(server.get("/api/routing").body())
                            .at("/state/targets/1/breakerOpen")
                            .asBoolean())
                    .isTrue();
        }
    }

    @Test
    void afterTheDeadlineNobodyElseIsAsked() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try (FakeUpstream stalling = FakeUpstream.start();
                RunningServer server = server("{\"policy\": \"prefer-cloud\", \"deadlineMillis\": 100}", stalling)) {
            await(server);
            stalling.behave((exchange, request) -> {
                try {
                    over.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });

            HttpResponse<String> answer = chat(server, body("auto", "Hello"));

            over.countDown();
            assertThat(answer.statusCode()).isEqualTo(504);
            assertHeaders(answer, "up", "big", "policy: ");
            assertThat(server.get("/metrics").body())
                    .contains("nearside_routing_attempts_total{backend=\"up\",outcome=\"timeout\"}")
                    .doesNotContain("nearside_routing_attempts_total{backend=\"jvm\"");
        }
    }

    @Test
    void nothingFollowsOnHalfAnAnswer() throws Exception {
        upstream.behave(FakeUpstream::breakOff);

        HttpResponse<String> answer = chat(cloudFirst, body("auto", "Hello").put("stream", true));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("Half", "event: error").doesNotContain("tiny", "[DONE]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"deviceFirst", "cloudFirst"})
    void whatIsPrivateStaysHere(String which) throws Exception {
        RunningServer server = which.equals("deviceFirst") ? deviceFirst : cloudFirst;

        HttpResponse<String> found =
                chat(server, body("auto", "I am ada@example.org").put("max_tokens", 2));
        HttpResponse<String> asked =
                chat(server, body("auto", "Hello").put("max_tokens", 2), "X-Nearside-Private", "true");
        HttpResponse<String> refused = chat(server, body("up/big", "I am ada@example.org"));

        assertHeaders(found, "jvm", "tiny", "private: ");
        assertHeaders(asked, "jvm", "tiny", "private: ");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(error(refused).path("code").asText()).isEqualTo("private_request");
        assertThat(refused.body()).doesNotContain("ada@");
        assertThat(upstream.bodies()).isEmpty();
    }

    @Test
    void aConversationThatWasPrivateStaysSo() throws Exception {
        String[] conversation = {"X-Nearside-Conversation", "conversation-1"};

        HttpResponse<String> first =
                chat(cloudFirst, body("auto", "My card is 4111 1111 1111 1111").put("max_tokens", 2), conversation);
        HttpResponse<String> second = chat(cloudFirst, body("auto", "And now?").put("max_tokens", 2), conversation);

        assertHeaders(first, "jvm", "tiny", "private: ");
        assertHeaders(second, "jvm", "tiny", "private: ");
        assertThat(upstream.bodies()).isEmpty();
    }

    @Test
    void refusalsAreInOpenAisEnvelope() throws Exception {
        HttpResponse<String> policy = chat(deviceOnly, body("up/big", "Hello"));
        HttpResponse<String> unknown = chat(deviceFirst, body("nobody", "Hello"));
        HttpResponse<String> reach = chat(deviceFirst, body("up/big", "Hello"), "X-Nearside-Reach", "device");

        assertThat(policy.statusCode()).isEqualTo(403);
        assertThat(error(policy).path("code").asText()).isEqualTo("policy");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(error(unknown).path("code").asText()).isEqualTo("model_not_found");
        assertThat(error(unknown).path("param").asText()).isEqualTo("model");
        assertThat(reach.statusCode()).isEqualTo(403);
        assertThat(error(reach).path("code").asText()).isEqualTo("reach");
        assertThat(upstream.bodies()).isEmpty();
    }

    @Test
    void toolsGoToTheUpstreamOrAreRefusedByName() throws Exception {
        ObjectNode body = body("auto", "Hello");
        body.putArray("tools")
                .addObject()
                .put("type", "function")
                .putObject("function")
                .put("name", "look");

        HttpResponse<String> answered = chat(deviceFirst, body);
        HttpResponse<String> refused = chat(deviceOnly, body);

        assertHeaders(answered, "up", "big", "unsupported: ");
        assertThat(upstream.bodies()).hasSize(1).first().asString().contains("\"look\"");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(error(refused).path("code").asText()).isEqualTo("unsupported_parameter");
        assertThat(error(refused).path("param").asText()).isEqualTo("tools");
    }

    @Test
    void explainSaysWhatHappensAndRunsNothing() throws Exception {
        for (String text : List.of("Hello", "I am ada@example.org", "word ".repeat(600))) {
            for (RunningServer server : List.of(deviceFirst, cloudFirst)) {
                ObjectNode body = body("auto", text).put("max_tokens", 2);

                upstreamIsWell();
                HttpResponse<String> explained = server.post("/v1/route/explain", body.toString());
                assertThat(upstream.bodies()).isEmpty();
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

    @Test
    void embeddingsOfAnUpstreamAreHadByNameAsFarAsThePolicyGoes() throws Exception {
        String harmless = "{\"model\": \"up/big\", \"input\": \"Hello\"}";

        HttpResponse<String> answered = deviceFirst.post("/v1/embeddings", harmless);
        HttpResponse<String> forbidden = deviceOnly.post("/v1/embeddings", harmless);
        HttpResponse<String> hidden = deviceFirst.post(
                "/v1/embeddings", "{\"model\": \"up/big\", \"input\": [\"Hello\", \"I am ada@example.org\"]}");

        assertHeaders(answered, "up", "big", "named: ");
        assertThat(JSON.readTree(answered.body()).at("/data/0/embedding/0").asDouble())
                .isEqualTo(0.5);
        assertThat(forbidden.statusCode()).isEqualTo(403);
        assertThat(error(forbidden).path("code").asText()).isEqualTo("policy");
        assertThat(hidden.statusCode()).isEqualTo(403);
        assertThat(error(hidden).path("code").asText()).isEqualTo("private_request");
        assertThat(upstream.bodies()).hasSize(1);
    }

    private static HttpResponse<String> chat(RunningServer server, ObjectNode body, String... headers)
            throws Exception {
        return server.post("/v1/chat/completions", body.toString(), headers);
    }

    private static ObjectNode body(String model, String text) {
        ObjectNode body = JSON.createObjectNode().put("model", model);
        body.putArray("messages").addObject().put("role", "user").put("content", text);
        return body;
    }

    private static JsonNode error(HttpResponse<String> answer) throws Exception {
        return JSON.readTree(answer.body()).path("error");
    }

    private static void assertHeaders(HttpResponse<String> answer, String backend, String model, String reason) {
        assertThat(answer.headers().firstValue("X-Nearside-Backend"))
                .as(answer.body())
                .contains(backend);
        assertThat(answer.headers().firstValue("X-Nearside-Model")).contains(model);
        assertThat(answer.headers().firstValue("X-Nearside-Reason"))
                .hasValueSatisfying(text -> assertThat(text).startsWith(reason));
    }
}
