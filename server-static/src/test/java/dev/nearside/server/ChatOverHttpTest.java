package dev.nearside.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.nearside.server.gguf.TinyLlama;
import dev.nearside.server.openai.Events;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Chats as clients of OpenAI's API ask for them. */
class ChatOverHttpTest {
    static final String MODEL = "tiny-llama";
    static final String FRIEND = "https://chat.example.org";
    static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

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

    static String body(String more) {
        return "{\"model\":\"" + MODEL
                + "\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}],\"temperature\":0," + "\"max_tokens\":12"
                + more + "}";
    }

    private static JsonNode whole(String path, String json) throws Exception {
        HttpResponse<String> response = server.post(path, json);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        return JSON.readTree(response.body());
    }

    private static JsonNode whole(String more) throws Exception {
        return whole("/v1/chat/completions", body(more));
    }

    private static Events stream(String more) throws Exception {
        HttpResponse<String> response =
                server.post("/v1/chat/completions", body(",\"stream\":true" + more), "Accept", "application/json");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/event-stream");
        assertThat(response.headers().firstValue("X-Accel-Buffering")).contains("no");
        assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
        return Events.all(response.body());
    }

    @Test
    void anAnswerHasAllThatStrictClientsReach() throws Exception {
        JsonNode answer = whole("");

        assertThat(answer.path("id").asText()).startsWith("chatcmpl-");
        assertThat(answer.path("object").asText()).isEqualTo("chat.completion");
        assertThat(answer.path("created").isIntegralNumber()).isTrue();
        assertThat(answer.path("model").asText()).isEqualTo(MODEL);
        JsonNode choice = answer.at("/choices/0");
        assertThat(choice.path("index").isIntegralNumber()).isTrue();
        assertThat(choice.at("/message/role").asText()).isEqualTo("assistant");
        assertThat(choice.at("/message/content").asText()).isNotEmpty();
        assertThat(choice.path("finish_reason").asText()).isIn("stop", "length");
        assertThat(answer.at("/usage/total_tokens").asInt())
                .isEqualTo(answer.at("/usage/prompt_tokens").asInt()
                        + answer.at("/usage/completion_tokens").asInt());
        assertThat(answer.at("/timings/predicted_per_second").isNumber()).isTrue();
    }

    @Test
    void aStreamIsTheRoleThenContentThenTheReasonThenDone() throws Exception {
        Events events = stream("");

        List<JsonNode> data = events.data();
        assertThat(data.get(0).at("/choices/0/delta/role").asText()).isEqualTo("assistant");
        assertThat(data.get(0).at("/choices/0/delta/content").asText()).isEmpty();
        for (JsonNode event : data.subList(1, data.size() - 1)) {
            assertThat(event.at("/choices/0/delta/content").asText()).isNotEmpty();
            assertThat(event.at("/choices/0/finish_reason").isNull()).isTrue();
        }
        JsonNode last = data.get(data.size() - 1);
        assertThat(last.at("/choices/0/delta").isEmpty()).isTrue();
        assertThat(last.at("/choices/0/finish_reason").asText()).isEqualTo("length");
        assertThat(data).allSatisfy(event -> {
            assertThat(event.path("object").asText()).isEqualTo("chat.completion.chunk");
            assertThat(event.path("id")).isEqualTo(data.get(0).path("id"));
            assertThat(event.path("created")).isEqualTo(data.get(0).path("created"));
            assertThat(event.path("model").asText()).isEqualTo(MODEL);
            assertThat(event.path("choices")).hasSize(1);
            assertThat(event.has("usage")).isFalse();
        });
        assertThat(events.isDone()).isTrue();
        assertThat(events.lines()).noneMatch(line -> line.startsWith("id:") || line.startsWith("retry:"));
        assertThat(events.text(0))
                .isEqualTo(whole("").at("/choices/0/message/content").asText());
    }

    @Test
    void theUsageComesLastAndOnlyIfItWasAskedFor() throws Exception {
        Events events = stream(",\"stream_options\":{\"include_usage\":true}");

        JsonNode last = events.data().get(events.data().size() - 1);
        assertThat(last.path("choices").isArray()).isTrue();
        assertThat(last.path("choices")).isEmpty();
        assertThat(last.at("/usage/completion_tokens").asInt()).isEqualTo(12);
        assertThat(events.data().subList(0, events.data().size() - 1))
                .allSatisfy(event -> assertThat(event.path("usage").isNull()).isTrue());
        assertThat(events.isDone()).isTrue();
    }

    @Test
    void everyParameterOfTheGenerationIsHeard() throws Exception {
        String plain = whole("").at("/choices/0/message/content").asText();
        String warm = ",\"temperature\":1.5,\"seed\":7";
        String first = whole(",\"n\":2,\"seed\":1").toString();

        assertThat(whole(",\"max_completion_tokens\":3")
                        .at("/usage/completion_tokens")
                        .asInt())
                .isEqualTo(3);
        assertThat(whole(",\"stop\":[\"" + plain.substring(2, 3).replaceAll("[\"\\\\]", "") + "x\"]"))
                .isNotNull();
        assertThat(JSON.readTree(first).path("choices")).hasSize(2);
        assertThat(whole(",\"logprobs\":true,\"top_logprobs\":2").at("/choices/0/logprobs/content/0/top_logprobs"))
                .hasSize(2);
        assertThat(sampled(warm)).isEqualTo(sampled(warm)).isNotEqualTo(sampled(",\"temperature\":1.5,\"seed\":8"));
        String json = whole(",\"response_format\":{\"type\":\"json_object\"}")
                .at("/choices/0/message/content")
                .asText();
        assertThat(JSON.readTree(json).isObject()).isTrue();
    }

    /** Without the temperature that all others have. */
    private static String sampled(String more) throws Exception {
        return whole("/v1/chat/completions", body(more).replaceFirst("\"temperature\":0,", ""))
                .at("/choices/0/message/content")
                .asText();
    }

    @Test
    void aStopTextEndsTheAnswerAndIsNoPartOfIt() throws Exception {
        String plain = whole("").at("/choices/0/message/content").asText();
        String stop = plain.substring(plain.length() / 2, plain.length() / 2 + 1);

        JsonNode answer = whole(",\"stop\":" + JSON.writeValueAsString(stop));

        assertThat(answer.at("/choices/0/message/content").asText()).isEqualTo(plain.substring(0, plain.indexOf(stop)));
        assertThat(answer.at("/choices/0/finish_reason").asText()).isEqualTo("stop");
    }

    @Test
    void severalChoicesOfAStreamEachHaveTheirRoleAndTheirEnd() throws Exception {
        Events events = stream(",\"n\":2");

        for (int choice = 0; choice < 2; choice++) {
            int index = choice;
            List<JsonNode> own = events.data().stream()
                    .map(event -> event.at("/choices/0"))
                    .filter(each -> each.path("index").asInt() == index)
                    .toList();
            assertThat(own.get(0).at("/delta/role").asText()).isEqualTo("assistant");
            assertThat(own.get(own.size() - 1).path("finish_reason").asText()).isEqualTo("length");
        }
        assertThat(events.text(0)).isEqualTo(events.text(1)).isNotEmpty();
    }

    @Test
    void contentPartsOfTextAreReadAndWhatIsUnknownIsIgnored() throws Exception {
        String parts = "{\"model\":\"" + MODEL + "\",\"messages\":[{\"role\":\"developer\",\"content\":\"Be short\"},"
                + "{\"role\":\"user\",\"name\":\"ada\",\"content\":[{\"type\":\"text\",\"text\":\"Hel\"},"
                + "{\"type\":\"text\",\"text\":\"lo\"}]}],\"max_tokens\":2,\"user\":\"u\",\"metadata\":{\"a\":\"b\"},"
                + "\"store\":true,\"service_tier\":\"auto\",\"reasoning_effort\":\"low\",\"parallel_tool_calls\":true,"
                + "\"nobody_knows\":[1],\"tools\":[],\"tool_choice\":\"none\"}";

        assertThat(whole("/v1/chat/completions", parts).path("choices")).hasSize(1);
    }

    @Test
    void theAnswerSaysWhoGaveIt() throws Exception {
        HttpResponse<String> answer = server.post("/v1/chat/completions", body(""), "Origin", FRIEND);
        HttpResponse<String> stream = server.post("/v1/chat/completions", body(",\"stream\":true"));

        for (HttpResponse<String> each : List.of(answer, stream)) {
            assertThat(each.headers().firstValue("X-Nearside-Backend")).contains("jvm");
            assertThat(each.headers().firstValue("X-Nearside-Model")).contains(MODEL);
            assertThat(each.headers().firstValue("X-Nearside-Reason")).isPresent();
        }
        assertThat(answer.headers().firstValue("Access-Control-Expose-Headers").orElseThrow())
                .contains("X-Nearside-Backend");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1//chat/completions", "//v1/chat//completions", "/chat/completions"})
    void clientsWhoseBaseAddressIsNotQuiteRightAreServed(String path) throws Exception {
        assertThat(whole(path, body("")).path("choices")).hasSize(1);
    }

    @Test
    void openWebUisTasksAreCappedThoughTheySendNoMaximum() throws Exception {
        String task = "{\"model\":\"" + MODEL + "\",\"stream\":false,\"temperature\":0,"
                + "\"logit_bias\":{\"0\":-100,\"1\":-100,\"2\":-100},"
                + "\"messages\":[{\"role\":\"user\",\"content\":\"### Task:\\nGenerate tags\"}]}";

        JsonNode answer = whole("/v1/chat/completions", task);

        assertThat(answer.at("/usage/completion_tokens").asInt()).isEqualTo(256);
        assertThat(answer.at("/choices/0/finish_reason").asText()).isEqualTo("length");
    }

    @Test
    void legacyCompletionsGoOnWithTextsAndTokens() throws Exception {
        String head = "{\"model\":\"" + MODEL + "\",\"temperature\":0,\"prompt\":";
        JsonNode one = whole("/v1/completions", head + "\"Once upon\"}");
        JsonNode several = whole("/v1/completions", head + "[\"Once upon\",\"A time\"],\"n\":2,\"max_tokens\":4}");
        JsonNode tokens = whole("/v1/completions", head + "[[5,6,7],[8]],\"max_tokens\":2}");
        HttpResponse<String> stream =
                server.post("/v1/completions", head + "[\"Once upon\",\"A time\"],\"stream\":true,\"max_tokens\":4}");

        assertThat(one.path("object").asText()).isEqualTo("text_completion");
        assertThat(one.path("id").asText()).startsWith("cmpl-");
        assertThat(one.at("/usage/completion_tokens").asInt()).isEqualTo(16);
        assertThat(several.path("choices").findValuesAsText("index")).containsExactly("0", "1", "2", "3");
        assertThat(one.at("/choices/0/text").asText())
                .startsWith(several.at("/choices/0/text").asText());
        assertThat(tokens.at("/usage/prompt_tokens").asInt()).isEqualTo(4);
        Events events = Events.all(stream.body());
        assertThat(events.text(0)).isEqualTo(several.at("/choices/0/text").asText());
        assertThat(events.text(1)).isEqualTo(several.at("/choices/2/text").asText());
        assertThat(events.isDone()).isTrue();
    }

    @Test
    void theMetricsTellOfChats() throws Exception {
        JsonNode answer = whole("");

        String metrics = server.get("/metrics").body();

        assertThat(answer.path("choices")).hasSize(1);
        assertThat(metrics)
                .contains("nearside_chat_requests_total{model=\"tiny-llama\",outcome=\"answered\"}")
                .contains("nearside_chat_tokens_total{kind=\"completion\",model=\"tiny-llama\"}")
                .contains("nearside_chat_first_token_seconds_count{model=\"tiny-llama\"}")
                .contains("nearside_chat_queue_requests 0.0")
                .contains("nearside_chat_models_loaded 1.0")
                .contains("route=\"/v1/chat/completions\"");
    }
}
