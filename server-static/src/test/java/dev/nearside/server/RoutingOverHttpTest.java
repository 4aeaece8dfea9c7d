package dev.nearside.server;

import static dev.nearside.server.RoutedServers.assertHeaders;
import static dev.nearside.server.RoutedServers.body;
import static dev.nearside.server.RoutedServers.chat;
import static dev.nearside.server.RoutedServers.error;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The router over HTTP: a model of this machine, and an upstream that keeps what it is sent. */
@Timeout(300)
class RoutingOverHttpTest {
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
        deviceOnly = servers.with("{\"policy\": \"only-device\"}");
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
    void theModelsOfThisMachineAnswerFirstIfThePolicySaysSo() throws Exception {
        HttpResponse<String> answer = chat(deviceFirst, body("auto", "Hello").put("max_tokens", 3));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertHeaders(answer, "jvm", "tiny", "policy: prefer-device");
        assertThat(JSON.readTree(answer.body()).path("model").asText()).isEqualTo("tiny");
        assertThat(servers.upstream().bodies()).isEmpty();
    }

    @Test
    void anUpstreamAnswersFirstIfThePolicySaysSoAndGetsWhatTheClientSent() throws Exception {
        ObjectNode body = body("auto", "Hello").put("temperature", 0.3).put("unknown", "kept");
        body.putObject("nearside").put("promptTokens", 7);

        HttpResponse<String> answer = chat(cloudFirst, body);

        assertHeaders(answer, "up", "big", "policy: prefer-cloud");
        JsonNode got = JSON.readTree(servers.upstream().bodies().get(0));
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
        assertThat(servers.upstream().bodies()).isEmpty();
    }
}
