package dev.nearside.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nearside.server.gguf.TinyLlama;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with a request is said as OpenAI says it. */
class ChatMistakesOverHttpTest {
    private static final String MODEL = ChatOverHttpTest.MODEL;
    private static final String FRIEND = ChatOverHttpTest.FRIEND;

    @TempDir
    static Path models;

    private static RunningServer server;

    @BeforeAll
    static void start() throws Exception {
        assertThat(TinyLlama.standard().install(models, MODEL)).exists();
        server = RunningServer.with(new ServerSettings("127.0.0.1", 0, models, List.of(FRIEND), List.of()));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                ",\"tools\":[{\"type\":\"function\"}]|tools|unsupported_parameter|400",
                ",\"functions\":[{\"name\":\"f\"}]|functions|unsupported_parameter|400",
                ",\"tool_choice\":\"required\"|tool_choice|unsupported_parameter|400",
                ",\"audio\":{\"voice\":\"a\"}|audio|unsupported_parameter|400",
                ",\"modalities\":[\"audio\"]|modalities|unsupported_parameter|400",
                ",\"web_search_options\":{}|web_search_options|unsupported_parameter|400",
                ",\"temperature\":3|temperature|invalid_value|400",
                ",\"temperature\":\"hot\"|temperature|invalid_value|400",
                ",\"temperature\":1e400|temperature|invalid_value|400",
                ",\"top_p\":2|top_p|invalid_value|400",
                ",\"n\":0|n|invalid_value|400",
                ",\"n\":1000|n|invalid_value|400",
                ",\"max_tokens\":0|max_tokens|invalid_value|400",
                ",\"stop\":[\"\"]|stop|invalid_value|400",
                ",\"stop\":5|stop|invalid_value|400",
                ",\"seed\":1.5|seed|invalid_value|400",
                ",\"stream\":\"yes\"|stream|invalid_value|400",
                ",\"top_logprobs\":2|top_logprobs|invalid_value|400",
                ",\"logit_bias\":{\"x\":1}|logit_bias.x|invalid_value|400",
                ",\"logit_bias\":{\"99999\":1}|logit_bias|invalid_value|400",
                ",\"response_format\":{\"type\":\"xml\"}|response_format.type|invalid_value|400",
                ",\"messages\":[]|messages|invalid_value|400",
                ",\"messages\":[{\"role\":\"user\",\"content\":\"LONG\"}]|messages|context_length_exceeded|400",
                ",\"model\":\"gpt-4o\"|model|model_not_found|404",
                ",\"model\":\"all-minilm-l6-v2\"|model|model_not_found|404",
                ",\"model\":\"../tiny-llama\"|model|model_not_found|404",
                ",\"model\":\"tiny-llama/../tiny-llama\"|model|model_not_found|404",
            })
    void aWrongRequestIsToldWhatIsWrong(String more, String param, String code, int status) throws Exception {
        for (String stream : List.of("", ",\"stream\":true")) {
            JsonNode merged = ChatOverHttpTest.JSON.readTree(
                    ChatOverHttpTest.body(stream.replace("stream", more.contains("stream") ? "x" : "stream")));
            JsonNode wrong =
                    ChatOverHttpTest.JSON.readTree("{" + more.substring(1).replace("LONG", "word ".repeat(2000)) + "}");
            String json = ((ObjectNode) merged).setAll((ObjectNode) wrong).toString();

            HttpResponse<String> response = server.post("/v1/chat/completions", json);

            JsonNode error = ChatOverHttpTest.JSON.readTree(response.body()).path("error");
            assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
            assertThat(error.path("code").asText()).isEqualTo(code);
            assertThat(error.path("param").asText()).isEqualTo(param);
            assertThat(error.path("type").asText()).isEqualTo("invalid_request_error");
            assertThat(error.path("message").asText()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"model\":\"auto\",\\n x}|the body is not JSON, line 2, column 2: ",
                "{\"model\":\"auto\",\\n \"messages\":[{\"role\":|the body is not JSON, line 2, column 22: ",
                "{\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]}|the request's body: 'model' is missing",
            })
    void whereAMistakeIsCanBeFound(String body, String message) throws Exception {
        HttpResponse<String> response = server.post("/v1/chat/completions", body.replace("\\n", "\n"));

        JsonNode error = ChatOverHttpTest.JSON.readTree(response.body()).path("error");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(error.path("message").asText()).startsWith(message).doesNotContain("Source");
    }

    @Test
    void anAnswerThatMayBeLongerThanTheContextIsNoMistake() throws Exception {
        String longest = ChatOverHttpTest.body("").replace("\"max_tokens\":12", "\"max_tokens\":100000");

        HttpResponse<String> response = server.post("/v1/chat/completions", longest);

        JsonNode answer = ChatOverHttpTest.JSON.readTree(response.body());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(answer.path("usage").path("total_tokens").asInt()).isBetween(1, 512);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /v1/models, GET",
        "POST, /v1/models/digits, GET",
        "POST, /models, GET",
        "DELETE, /v1/models, GET",
        "GET, /v1/chat/completions, POST",
        "PUT, /v1/chat/completions, POST",
        "GET, /v1/completions, POST",
        "GET, /v1/embeddings, POST",
        "GET, /v1/route/explain, POST",
        "GET, /chat/completions, POST",
    })
    void aWrongMethodIsToldTheRightOne(String method, String path, String allowed) throws Exception {
        HttpResponse<String> response = server.send(method, path);

        assertThat(error(response, 405)).isEqualTo("method_not_allowed");
        assertThat(response.headers().firstValue("Allow").orElseThrow()).contains(allowed);
    }

    @Test
    void otherMistakesHaveOpenAisEnvelopeToo() throws Exception {
        HttpResponse<String> form = server.post("/v1/chat/completions", ChatOverHttpTest.body(""), "Origin", "null");
        HttpResponse<String> get = server.get("/v1/chat/completions");
        HttpResponse<String> nothing = server.post("/v1/chat/nothing", "{}");
        HttpResponse<String> large = server.post("/v1/chat/completions", " ".repeat((16 << 20) + 1));
        HttpResponse<String> twice =
                server.post("/v1/chat/completions", "{\"model\":\"a\",\"model\":\"b\",\"messages\":[]}");
        RawResponse text = server.raw(
                "POST /v1/chat/completions HTTP/1.1",
                "Host: localhost",
                "Content-Type: text/plain",
                "Content-Length: 0");

        assertThat(error(form, 403)).isEqualTo("origin_not_allowed");
        assertThat(error(get, 405)).isEqualTo("method_not_allowed");
        assertThat(error(nothing, 404)).isEqualTo("not_found");
        assertThat(error(large, 413)).isEqualTo("request_too_large");
        assertThat(error(twice, 400)).isEqualTo("invalid_json");
        assertThat(text.status()).isEqualTo(415);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"prompt\":\"a\",\"echo\":true|echo|unsupported_parameter",
                "\"prompt\":\"a\",\"suffix\":\"b\"|suffix|unsupported_parameter",
                "\"prompt\":\"a\",\"logprobs\":2|logprobs|unsupported_parameter",
                "\"prompt\":\"a\",\"best_of\":3|best_of|unsupported_parameter",
                "\"prompt\":{}|prompt|invalid_value",
                "\"prompt\":[]|prompt|invalid_value",
                "\"prompt\":[1.5]|prompt|invalid_value",
                "\"prompt\":[-1]|prompt|invalid_value",
                "\"prompt\":[99999]|prompt|invalid_value",
                "\"prompt\":\"\"|prompt|invalid_value",
                "\"x\":1|prompt|invalid_value",
            })
    void aWrongCompletionIsToldWhatIsWrong(String members, String param, String code) throws Exception {
        HttpResponse<String> response = server.post("/v1/completions", "{\"model\":\"" + MODEL + "\"," + members + "}");

        assertThat(error(response, 400)).as(response.body()).isEqualTo(code);
        assertThat(ChatOverHttpTest.JSON
                        .readTree(response.body())
                        .at("/error/param")
                        .asText())
                .isEqualTo(param);
    }

    @Test
    void modelsAreListedAndDescribedAndAnIdMayHoldASlash() throws Exception {
        JsonNode list = ChatOverHttpTest.JSON.readTree(server.get("/v1/models").body());

        assertThat(list.path("data").findValuesAsText("id")).contains(MODEL, "all-minilm-l6-v2");
        assertThat(ChatOverHttpTest.JSON
                        .readTree(server.get("/v1/models/" + MODEL).body())
                        .path("object")
                        .asText())
                .isEqualTo("model");
        HttpResponse<String> unknown = server.get("/v1/models/openai/gpt-4o-mini");
        HttpResponse<String> encoded = server.get("/v1/models/openai%2Fgpt-4o-mini");
        assertThat(error(unknown, 404)).isEqualTo("model_not_found");
        assertThat(unknown.body()).contains("openai/gpt-4o-mini");
        assertThat(error(encoded, 404)).isEqualTo("model_not_found");
        assertThat(encoded.body()).contains("openai/gpt-4o-mini");
    }

    @Test
    void withoutV1OriginsAreCheckedToo() throws Exception {
        assertThat(server.post("/chat/completions", ChatOverHttpTest.body(""), "Origin", "https://evil.example")
                        .statusCode())
                .isEqualTo(403);
        assertThat(server.get("/models", "Sec-Fetch-Site", "cross-site").statusCode())
                .isEqualTo(403);
        assertThat(ChatOverHttpTest.JSON
                        .readTree(server.get("/models").body())
                        .path("data")
                        .findValuesAsText("id"))
                .contains(MODEL);
    }

    private static String error(HttpResponse<String> response, int status) throws Exception {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        JsonNode error = ChatOverHttpTest.JSON.readTree(response.body()).path("error");
        assertThat(error.fieldNames()).toIterable().contains("message", "type", "param", "code");
        return error.path("code").asText();
    }
}
