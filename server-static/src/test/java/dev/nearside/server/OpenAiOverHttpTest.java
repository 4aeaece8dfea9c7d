package dev.nearside.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.nearside.catalog.Manifest;
import dev.nearside.embedding.EmbedOptions;
import dev.nearside.embedding.EmbeddingInput;
import dev.nearside.embedding.Embeddings;
import dev.nearside.embedding.Overflow;
import dev.nearside.embedding.TextEmbedder;
import dev.nearside.runtime.ExecutionProvider;
import dev.nearside.runtime.InferenceSession;
import dev.nearside.runtime.SessionOptions;
import dev.nearside.server.files.HostedModel;
import dev.nearside.server.files.ModelLibrary;
import dev.nearside.server.onnx.OnnxRuntime;
import dev.nearside.tokenizer.Tokenizer;
import dev.nearside.tokenizer.Tokenizers;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenAiOverHttpTest {
    private static final String MODEL = "all-minilm-l6-v2";
    private static final String FRIEND = "https://chat.example.org";
    private static final String LONG = "The keeper of the lighthouse wrote the weather down. ".repeat(100);

    @TempDir
    static Path models;

    private static RunningServer server;
    private static OnnxRuntime runtime;
    private static TextEmbedder embedder;
    private static Tokenizer tokenizer;

    @BeforeAll
    static void start() {
        server = RunningServer.with(new ServerSettings("127.0.0.1", 0, models, List.of(FRIEND), List.of()));
        ModelLibrary library = ModelLibrary.open(models);
        HostedModel model = library.find(MODEL).orElseThrow();
        Manifest manifest = model.manifest();
        runtime = new OnnxRuntime(library::graph);
        tokenizer = Tokenizers.fromCompact(
                model.read(Objects.requireNonNull(manifest.tokenizer()).file()));
        InferenceSession session =
                runtime.open(manifest.filesFor(ExecutionProvider.CPU), SessionOptions.on(ExecutionProvider.CPU));
        embedder = new TextEmbedder(session, tokenizer, manifest);
    }

    @AfterAll
    static void stop() {
        server.close();
        runtime.close();
    }

    private static JsonNode embed(String input, String more) throws Exception {
        HttpResponse<String> response =
                server.post("/v1/embeddings", "{\"model\":\"" + MODEL + "\",\"input\":" + input + more + "}");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        return new JsonMapper().readTree(response.body());
    }

    private static float[] vector(JsonNode answer, int index) {
        JsonNode array = answer.at("/data/" + index + "/embedding");
        float[] vector = new float[array.size()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = array.get(i).floatValue();
        }
        return vector;
    }

    private static Embeddings expected(Overflow overflow, String... texts) {
        return embedder.embed(
                List.of(texts).stream().map(EmbeddingInput::ofText).toList(), EmbedOptions.of(overflow));
    }

    @Test
    void aTextBecomesAVectorInOpenAisShape() throws Exception {
        JsonNode answer = embed("\"The cat sleeps.\"", "");

        assertThat(answer.path("object").asText()).isEqualTo("list");
        assertThat(answer.path("model").asText()).isEqualTo(MODEL);
        assertThat(answer.at("/data/0/object").asText()).isEqualTo("embedding");
        assertThat(answer.at("/data/0/index").asInt()).isZero();
        assertThat(vector(answer, 0))
                .containsExactly(expected(Overflow.SPLIT, "The cat sleeps.").copyVector(0), within(1e-5f));
        assertThat(answer.at("/usage/prompt_tokens").asInt()).isEqualTo(6);
        assertThat(answer.at("/usage/total_tokens").asInt()).isEqualTo(6);
    }

    @Test
    void manyTextsBecomeVectorsInTheirOrder() throws Exception {
        JsonNode answer =
                embed("[\"one\", \" \", \"" + LONG + "\", \"two words 🚀\"]", ",\"user\":\"u1\",\"extra\":{}");

        Embeddings expected = expected(Overflow.SPLIT, "one", " ", LONG, "two words 🚀");
        for (int i = 0; i < 4; i++) {
            assertThat(answer.at("/data/" + i + "/index").asInt()).isEqualTo(i);
            assertThat(vector(answer, i)).containsExactly(expected.copyVector(i), within(1e-5f));
        }
        assertThat(answer.at("/usage/total_tokens").asLong()).isEqualTo(expected.totalTokens());
    }

    @Test
    void base64IsTheSameVectorInLittleEndianFloats() throws Exception {
        JsonNode answer = embed("[\"The cat sleeps.\"]", ",\"encoding_format\":\"base64\",\"dimensions\":384");

        byte[] bytes = Base64.getDecoder().decode(answer.at("/data/0/embedding").asText());
        float[] vector = new float[bytes.length / 4];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(vector);
        assertThat(vector)
                .containsExactly(expected(Overflow.SPLIT, "The cat sleeps.").copyVector(0), within(1e-5f));
    }

    @Test
    void tokensAreTakenAsTextIs() throws Exception {
        int[] ids = tokenizer.encode("The cat sleeps.", false).copyIds();
        String array = Arrays.toString(ids);

        JsonNode one = embed(array, "");
        JsonNode two = embed("[" + array + "," + array + "]", "");

        float[] expected = expected(Overflow.SPLIT, "The cat sleeps.").copyVector(0);
        assertThat(vector(one, 0)).containsExactly(expected, within(1e-5f));
        assertThat(vector(two, 1)).containsExactly(expected, within(1e-5f));
        assertThat(two.at("/usage/prompt_tokens").asInt()).isEqualTo(12);
    }

    @Test
    void aLongTextIsSplitUnlessTheCallerWantsItCut() throws Exception {
        float[] split = vector(embed("\"" + LONG + "\"", ""), 0);
        float[] cut = vector(embed("\"" + LONG + "\"", ",\"overflow\":\"truncate\""), 0);

        assertThat(split).containsExactly(expected(Overflow.SPLIT, LONG).copyVector(0), within(1e-5f));
        assertThat(cut).containsExactly(expected(Overflow.TRUNCATE, LONG).copyVector(0), within(1e-5f));
    }

    @Test
    void whoAsksForAnUnknownModelIsToldWhichEmbed() throws Exception {
        HttpResponse<String> response = server.post("/v1/embeddings", "{\"model\":\"nobody\",\"input\":\"a\"}");

        assertThat(new JsonMapper()
                        .readTree(response.body())
                        .at("/error/message")
                        .asText())
                .isEqualTo("there is no model 'nobody' that embeds; there are all-minilm-l6-v2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"input\":\"a\"}|model|invalid_value|400",
                "{\"model\":\"M\"}|input|invalid_value|400",
                "{\"model\":\"M\",\"input\":[]}|input|invalid_value|400",
                "{\"model\":\"M\",\"input\":[[]]}|input|invalid_value|400",
                "{\"model\":\"M\",\"input\":\"\"}|input|invalid_value|400",
                "{\"model\":\"M\",\"input\":[\"a\",\"\"]}|input|invalid_value|400",
                "{\"model\":\"M\",\"input\":5}|input|invalid_value|400",
                "{\"model\":\"M\",\"input\":[\"a\",5]}|input|invalid_value|400",
                "{\"model\":\"M\",\"input\":[5,\"a\"]}|input|invalid_value|400",
                "{\"model\":\"M\",\"input\":[1.5]}|input|invalid_value|400",
                "{\"model\":\"M\",\"input\":[-1]}|input|invalid_value|400",
                "{\"model\":\"M\",\"input\":[30522]}|input|invalid_value|400",
                "{\"model\":\"M\",\"input\":[99999999999]}|input|invalid_value|400",
                "{\"model\":\"M\",\"input\":\"a\",\"dimensions\":256}|dimensions|invalid_value|400",
                "{\"model\":\"M\",\"input\":\"a\",\"dimensions\":\"x\"}|dimensions|invalid_value|400",
                "{\"model\":\"M\",\"input\":\"a\",\"encoding_format\":\"hex\"}|encoding_format|invalid_value|400",
                "{\"model\":\"M\",\"input\":\"LONG\",\"overflow\":\"refuse\"}|input|context_length_exceeded|400",
                "{\"model\":\"M\",\"input\":\"HUGE\"}|input|context_length_exceeded|400",
                "{\"model\":\"text-embedding-3-small\",\"input\":\"a\"}|model|model_not_found|404",
                "{\"model\":\"digits\",\"input\":\"a\"}|model|model_not_found|404",
                "{\"model\":\"../digits\",\"input\":\"a\"}|model|model_not_found|404",
                "{\"model\":|null|invalid_json|400",
                "[]|null|invalid_json|400",
                "{} {}|null|invalid_json|400",
                "``|null|invalid_json|400",
            })
    void aWrongRequestIsToldWhatIsWrong(String body, String param, String code, int status) throws Exception {
        String json =
                body.replace("\"M\"", "\"" + MODEL + "\"").replace("LONG", LONG).replace("HUGE", LONG.repeat(10));

        HttpResponse<String> response = server.post("/v1/embeddings", json);

        JsonNode error = new JsonMapper().readTree(response.body()).path("error");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(error.path("code").asText()).isEqualTo(code);
        assertThat(error.path("param").asText()).isEqualTo(param);
        assertThat(error.path("type").asText()).isEqualTo("invalid_request_error");
        assertThat(error.path("message").asText()).isNotEmpty();
    }

    @Test
    void moreInputsThanOpenAiTakesAreRefusedAndALargeBodyTooHoweverItIsSent() throws Exception {
        String many = "[" + "\"a\",".repeat(2048) + "\"a\"]";
        HttpResponse<String> tooMany =
                server.post("/v1/embeddings", "{\"model\":\"" + MODEL + "\",\"input\":" + many + "}");
        HttpResponse<String> tooLarge = server.post("/v1/embeddings", " ".repeat((16 << 20) + 1));

        assertThat(tooMany.statusCode()).isEqualTo(400);
        assertThat(tooMany.body()).contains("2048 inputs at most, not 2049");
        assertThat(tooLarge.statusCode()).isEqualTo(413);
    }

    @Test
    void theModelsThatCanBeAskedForAreListedAndOthersAreNot() throws Exception {
        JsonNode list = new JsonMapper().readTree(server.get("/v1//models").body());
        JsonNode one =
                new JsonMapper().readTree(server.get("/v1/models/" + MODEL).body());

        assertThat(list.path("object").asText()).isEqualTo("list");
        assertThat(list.path("data").findValuesAsText("id"))
                .containsExactly("auto", "auto:private", "auto:housekeeping", "auto:code", MODEL);
        assertThat(list.path("data").findValuesAsText("type"))
                .containsExactly("chat", "chat", "chat", "chat", "embedding");
        assertThat(one).isEqualTo(list.at("/data/4"));
        assertThat(one.path("object").asText()).isEqualTo("model");
        assertThat(one.path("created").isIntegralNumber()).isTrue();
        assertThat(one.path("owned_by").asText()).isEqualTo("nearside");
        assertThat(server.get("/v1/models/digits").statusCode()).isEqualTo(404);
        assertThat(server.get("/v1/embeddings").statusCode()).isEqualTo(405);
    }

    @Test
    void theAnswerSaysWhoGaveIt() throws Exception {
        HttpResponse<String> response =
                server.post("/v1/embeddings", "{\"model\":\"" + MODEL + "\",\"input\":\"a\"}", "Origin", FRIEND);

        assertThat(response.headers().firstValue("X-Nearside-Backend")).contains("jvm");
        assertThat(response.headers().firstValue("X-Nearside-Model")).contains(MODEL);
        assertThat(response.headers().firstValue("X-Nearside-Reason")).isNotEmpty();
        assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).contains(FRIEND);
        assertThat(response.headers().firstValue("Access-Control-Expose-Headers"))
                .hasValueSatisfying(exposed -> assertThat(exposed).contains("X-Nearside-Model"));
    }

    @Test
    void concurrentRequestsAllGetTheirOwnVectors() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(16);
        List<Future<JsonNode>> answers = new ArrayList<>();
        for (int i = 0; i < 48; i++) {
            String text = "\"number " + i + " of many\"";
            answers.add(clients.submit(() -> embed(text, "")));
        }

        for (int i = 0; i < answers.size(); i++) {
            float[] expected =
                    expected(Overflow.SPLIT, "number " + i + " of many").copyVector(0);
            assertThat(vector(answers.get(i).get(), 0)).containsExactly(expected, within(1e-5f));
        }
        clients.shutdown();
        String metrics = server.get("/metrics").body();
        assertThat(metrics)
                .contains("nearside_embeddings_batch_inputs_bucket", "nearside_embeddings_queue_requests")
                .contains("route=\"/v1/embeddings\"");
    }
}
