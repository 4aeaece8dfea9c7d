package dev.nearside.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.nearside.routing.Policy;
import dev.nearside.routing.RoutingRules;
import dev.nearside.server.chat.ChatSettings;
import dev.nearside.server.gguf.TinyLlama;
import dev.nearside.server.routing.RoutingSettings;
import dev.nearside.server.upstream.ModelSettings;
import dev.nearside.server.upstream.UpstreamSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where nobody can answer, whoever asks is told what to do about it. */
@Timeout(300)
class NothingInstalledOverHttpTest {
    private static final String SMOL = "smollm2-135m-instruct";

    @TempDir
    Path models;

    @ParameterizedTest
    @CsvSource({"auto, true", "auto:private, false", "auto:code, true"})
    void withoutAnyBackEndTheWholeCommandIsSaid(String model, boolean elsewhere) throws Exception {
        try (RunningServer server = server(RoutingSettings.alone())) {
            HttpResponse<String> answer = chat(server, model);

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(error(answer).path("code").asText()).isEqualTo("no_backend");
            assertThat(message(answer)).startsWith("there are no back ends; install a model: " + pull());
            assertThat(message(answer).contains("--upstream NAME=URL")).isEqualTo(elsewhere);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/chat/completions, smollm2-135m-instruct",
        "/v1/chat/completions, jvm/smollm2-135m-instruct",
        "/v1/completions, smollm2-135m-instruct"
    })
    void aModelOfTheCatalogueIsNotInstalledRatherThanUnknown(String path, String model) throws Exception {
        try (RunningServer server = server(RoutingSettings.alone())) {
            HttpResponse<String> answer = server.post(
                    path,
                    "{\"model\":\"" + model
                            + "\",\"prompt\":\"a\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}");
            HttpResponse<String> described = server.get("/v1/models/" + model);

            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(error(answer).path("code").asText()).isEqualTo("model_not_found");
            assertThat(error(answer).path("param").asText()).isEqualTo("model");
            assertThat(message(answer))
                    .isEqualTo("the model '" + SMOL + "' is not installed; this installs it: " + pull());
            assertThat(described.statusCode()).isEqualTo(404);
            assertThat(message(described)).isEqualTo(message(answer));
        }
    }

    @Test
    void aModelOfAnotherTaskIsNotChattedWith() throws Exception {
        try (RunningServer server = server(RoutingSettings.alone())) {
            assertThat(message(chat(server, "all-minilm-l6-v2"))).contains("does not chat");
            assertThat(message(chat(server, "nobody"))).contains("'nobody'", "GET /v1/models");
        }
    }

    @Test
    void whereMemoryIsShortTheSettingIsSaid() throws Exception {
        assertThat(TinyLlama.standard().install(models, "tiny")).isDirectory();
        ServerSettings narrow =
                ServerSettings.onFreePort(models).with(ChatSettings.usual().memoryBytes(1000));

        try (RunningServer server = RunningServer.with(narrow)) {
            HttpResponse<String> answer = chat(server, "tiny");

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(message(answer)).contains("memory are missing", "--chat-memory");
        }
    }

    @Test
    void whereOnlyTheCloudMayAnswerNothingNeedsToBeInstalled() throws Exception {
        RoutingRules rules = RoutingRules.STANDARD.with(Policy.ONLY_CLOUD);

        try (RunningServer server = server(new RoutingSettings(rules, List.of(), Map.of()))) {
            assertThat(message(chat(server, "auto"))).contains("--upstream").doesNotContain("pull");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "auto | X-Nearside-Private | true | 403 private_request | up/a, up/b, up/c and 1 more: the request is private: as asked for",
                "auto | X-Nearside-Reach | device | 403 reach | up/a, up/b, up/c and 1 more: the request is kept to the device",
                "auto | X-Nearside-Policy | only-device | 403 policy | up/a, up/b, up/c and 1 more: the policy only-device excludes it",
                "up/b | X-Nearside-Private | true | 403 private_request | up/b: the request is private: as asked for"
            })
    void whatMayNotLeaveIsToldWhatWouldAnswerHere(
            String model, String header, String value, String refusal, String reason) throws Exception {
        ModelSettings plain = ModelSettings.UNKNOWN;
        UpstreamSettings url = UpstreamSettings.of("up", URI.create("http://127.0.0.1:9"));
        UpstreamSettings up = new UpstreamSettings(
                "up",
                url.kind(),
                url.baseUrl(),
                null,
                null,
                url.share(),
                url.patience(),
                Map.of("a", plain, "b", plain, "c", plain, "d", plain));

        try (RunningServer server = server(new RoutingSettings(RoutingRules.STANDARD, List.of(up), Map.of()))) {
            HttpResponse<String> answer = server.post("/v1/chat/completions", body(model), header, value);

            assertThat(answer.statusCode() + " " + error(answer).path("code").asText())
                    .isEqualTo(refusal);
            assertThat(message(answer).replaceAll("up/[a-d]", "up/x"))
                    .isEqualTo(reason.replaceAll("up/[a-d]", "up/x")
                            + "; to have it answered on this machine, install a model"
                            + (model.equals("auto") ? "" : " and ask for 'auto'") + ": " + pull());
        }
    }

    @Test
    void anUpstreamThatGivesNoListIsNamedWithItsProblem() throws Exception {
        try (Socket held = new Socket()) {
            // A port that is bound and not listened at refuses connections, and nobody else gets it meanwhile.
            held.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            URI nobody = URI.create("http://127.0.0.1:" + held.getLocalPort());
            RoutingSettings routing = new RoutingSettings(
                    RoutingRules.STANDARD, List.of(UpstreamSettings.of("behind", nobody)), Map.of());
            assertIsNamed(routing, nobody);
        }
    }

    private void assertIsNamed(RoutingSettings routing, URI nobody) throws Exception {
        try (RunningServer server = server(routing)) {
            HttpResponse<String> named = chat(server, "behind/big");
            HttpResponse<String> any = chat(server, "auto");

            assertThat(named.statusCode()).isEqualTo(503);
            assertThat(error(named).path("code").asText()).isEqualTo("no_backend");
            assertThat(message(named)).contains("behind/big", "nothing listens at " + nobody);
            assertThat(message(any)).contains("nothing listens at " + nobody, pull());
        }
    }

    private RunningServer server(RoutingSettings routing) {
        return RunningServer.with(ServerSettings.onFreePort(models).with(routing));
    }

    private String pull() throws IOException {
        return "java -jar nearside.jar pull " + SMOL + " --models " + models.toRealPath();
    }

    private static HttpResponse<String> chat(RunningServer server, String model) throws Exception {
        return server.post("/v1/chat/completions", body(model));
    }

    private static String body(String model) {
        return "{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";
    }

    private static JsonNode error(HttpResponse<String> answer) throws IOException {
        return new JsonMapper().readTree(answer.body()).path("error");
    }

    private static String message(HttpResponse<String> answer) throws IOException {
        return error(answer).path("message").asText();
    }
}
