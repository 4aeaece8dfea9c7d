package dev.nearside.server;

import static dev.nearside.server.RoutedServers.assertHeaders;
import static dev.nearside.server.RoutedServers.body;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Legacy completions and embeddings are routed as chats are. */
@Timeout(300)
class PromptsAndTextsOverHttpTest {
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

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anUpstreamGoesOnWithAPromptByName(boolean stream) throws Exception {
        HttpResponse<String> answer = complete(
                deviceFirst, prompt("up/big", "Once").put("stream", stream).put("echo", true));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertHeaders(answer, "up", "big", "named: ");
        assertThat(answer.body()).contains("on it goes", "\"text_completion\"", "\"up/big\"");
        assertThat(answer.body().endsWith("data: [DONE]\n\n")).isEqualTo(stream);
        JsonNode got = JSON.readTree(servers.upstream().bodies().get(0));
        assertThat(got.path("prompt").asText()).isEqualTo("Once");
        assertThat(got.path("echo").asBoolean()).isTrue();
        assertThat(got.has("messages")).isFalse();
    }

    @Test
    void theRouterChoosesForPromptsToo() throws Exception {
        HttpResponse<String> here = complete(deviceFirst, prompt("auto", "Once"));
        HttpResponse<String> there = complete(cloudFirst, prompt("auto", "Once"));

        assertHeaders(here, "jvm", "tiny", "policy: prefer-device");
        assertThat(RoutedServers.json(here).path("model").asText()).isEqualTo("tiny");
        assertHeaders(there, "up", "big", "policy: prefer-cloud");
    }

    @Test
    void whatThisMachineCannotFollowGoesToAnUpstreamOrIsRefusedByName() throws Exception {
        HttpResponse<String> answered =
                complete(deviceFirst, prompt("auto", "Once").put("echo", true));
        HttpResponse<String> refused =
                complete(deviceOnly, prompt("auto", "Once").put("echo", true));

        assertHeaders(answered, "up", "big", "unsupported: ");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(error(refused).path("code").asText()).isEqualTo("unsupported_parameter");
        assertThat(error(refused).path("param").asText()).isEqualTo("echo");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPromptFallsBackToThisMachine(boolean stream) throws Exception {
        servers.upstream().behave(FakeUpstream.refusing(500, "oops"));

        HttpResponse<String> answer =
                complete(cloudFirst, prompt("auto", "Once").put("stream", stream));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertHeaders(answer, "jvm", "tiny", "fallback: after up/big (broken)");
    }

    @Test
    void aPrivatePromptStaysHere() throws Exception {
        HttpResponse<String> stayed = complete(cloudFirst, prompt("auto", "I am ada@example.org and"));
        ObjectNode several = prompt("up/big", "");
        several.putArray("prompt").add("Hello").add("I am ada@example.org");
        HttpResponse<String> refused = complete(cloudFirst, several);

        assertHeaders(stayed, "jvm", "tiny", "private: ");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(error(refused).path("code").asText()).isEqualTo("private_request");
        assertThat(servers.upstream().bodies()).isEmpty();
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
        assertHeaders(forbidden, "server", "none", "policy: up/big: ");
        assertHeaders(hidden, "server", "none", "private_request: up/big: ");
        assertThat(hidden.statusCode()).isEqualTo(403);
        assertThat(error(hidden).path("code").asText()).isEqualTo("private_request");
        assertThat(servers.upstream().bodies()).hasSize(1);
    }

    private static ObjectNode prompt(String model, String text) {
        return JSON.createObjectNode().put("model", model).put("prompt", text).put("max_tokens", 2);
    }

    private static HttpResponse<String> complete(RunningServer server, ObjectNode body) throws Exception {
        return server.post("/v1/completions", body.toString());
    }
}
