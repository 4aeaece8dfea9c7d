package dev.nearside.server;

import static dev.nearside.server.RoutedServers.assertHeaders;
import static dev.nearside.server.RoutedServers.body;
import static dev.nearside.server.RoutedServers.chat;
import static dev.nearside.server.RoutedServers.error;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nearside.server.routing.ToolsHere;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tools, which models of this machine cannot follow. */
@Timeout(300)
class ToolsOverHttpTest {
    @TempDir
    static Path models;

    private static RoutedServers servers;
    private static RunningServer deviceFirst;
    private static RunningServer deviceOnly;
    private static RunningServer leavingOut;
    private static RunningServer leavingOutHere;

    @BeforeAll
    static void start() throws Exception {
        servers = RoutedServers.in(models);
        deviceFirst = servers.with("{\"policy\": \"prefer-device\"}");
        deviceOnly = servers.with("{\"policy\": \"only-device\"}");
        leavingOut = servers.with("{\"policy\": \"prefer-device\"}", ToolsHere.LEAVE_OUT);
        leavingOutHere = servers.with("{\"policy\": \"only-device\"}", ToolsHere.LEAVE_OUT);
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
        assertThat(servers.upstream().bodies()).hasSize(1).first().asString().contains("\"look\"");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(error(refused).path("code").asText()).isEqualTo("unsupported_parameter");
        assertThat(error(refused).path("param").asText()).isEqualTo("tools");
    }

    @Test
    void toolsThatNobodyCanFollowAreLeftOutIfTheSettingsSaySoAndTheAnswerSaysThat() throws Exception {
        HttpResponse<String> answer = chat(leavingOutHere, withTools("auto").put("max_tokens", 2));
        HttpResponse<String> stream =
                chat(leavingOutHere, withTools("tiny").put("stream", true).put("max_tokens", 2));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertHeaders(answer, "jvm", "tiny", "policy: only-device; left out: tools");
        assertThat(answer.headers().firstValue("X-Nearside-Ignored")).contains("tools");
        assertThat(stream.headers().firstValue("X-Nearside-Ignored")).contains("tools");
        assertThat(stream.body()).endsWith("data: [DONE]\n\n");
    }

    @Test
    void explainSaysWhatIsLeftOut() throws Exception {
        JsonNode with = explain(leavingOutHere, withTools("auto"));
        JsonNode without = explain(leavingOutHere, body("auto", "Hello"));

        assertThat(with.path("ignored").path(0).asText()).isEqualTo("tools");
        assertThat(with.path("message").asText()).endsWith("; left out: tools");
        assertThat(with.path("promptTokens")).isEqualTo(without.path("promptTokens"));
        assertThat(without.path("ignored").isArray()).isTrue();
        assertThat(without.path("ignored")).isEmpty();
    }

    @Test
    void anUpstreamThatCanFollowThemGetsThem() throws Exception {
        HttpResponse<String> answer = chat(leavingOut, withTools("auto"));
        HttpResponse<String> here = chat(leavingOut, withTools("tiny").put("max_tokens", 2));

        assertHeaders(answer, "up", "big", "unsupported: ");
        assertThat(answer.headers().firstValue("X-Nearside-Ignored")).isEmpty();
        assertThat(servers.upstream().bodies()).hasSize(1).first().asString().contains("\"look\"");
        assertHeaders(here, "jvm", "tiny", "named: ");
        assertThat(here.headers().firstValue("X-Nearside-Ignored")).contains("tools");
    }

    @Test
    void whoInsistsOnAToolIsRefused() throws Exception {
        HttpResponse<String> required = chat(leavingOutHere, withTools("tiny").put("tool_choice", "required"));
        ObjectNode answered = withTools("tiny");
        answered.withArray("messages").addObject().put("role", "tool").put("content", "42");

        assertThat(required.statusCode()).isEqualTo(400);
        assertThat(error(required).path("code").asText()).isEqualTo("unsupported_parameter");
        assertThat(chat(leavingOutHere, answered).statusCode()).isEqualTo(400);
    }

    @Test
    void whatIsPrivateInToolsThatAreLeftOutKeepsTheRequestHere() throws Exception {
        ObjectNode body = withTools("auto").put("max_tokens", 2);
        body.withArray("tools").addObject().put("description", "Writes to ada@example.org");

        HttpResponse<String> answer = chat(leavingOut, body);

        assertHeaders(answer, "jvm", "tiny", "private: ");
        assertThat(answer.headers().firstValue("X-Nearside-Ignored")).contains("tools");
        assertThat(servers.upstream().bodies()).isEmpty();
    }

    @Test
    void whoIsRefusedIsToldOfTheSetting() throws Exception {
        assertThat(error(chat(deviceOnly, withTools("auto"))).path("message").asText())
                .contains("'tools'", "--chat-tools leave-out");
        assertThat(error(chat(deviceOnly, withTools("auto").put("tool_choice", "required")))
                        .path("message")
                        .asText())
                .doesNotContain("leave-out");
    }

    private static ObjectNode withTools(String model) {
        ObjectNode body = body(model, "Hello");
        body.putArray("tools")
                .addObject()
                .put("type", "function")
                .putObject("function")
                .put("name", "look");
        return body;
    }

    private static JsonNode explain(RunningServer server, ObjectNode body) throws Exception {
        return RoutedServers.json(server.post("/v1/route/explain", body.toString()));
    }
}
