package dev.nearside.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.errors.BadRequestException;
import com.openai.errors.NotFoundException;
import com.openai.models.embeddings.CreateEmbeddingResponse;
import com.openai.models.embeddings.EmbeddingCreateParams;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.model.openai.OpenAiEmbeddingModel;
import dev.langchain4j.model.openai.OpenAiEmbeddingModel.OpenAiEmbeddingModelBuilder;
import dev.langchain4j.model.output.Response;
import dev.nearside.e2e.JvmEmbedder;
import dev.nearside.e2e.ServerProcess;
import dev.nearside.e2e.Suite;
import dev.nearside.embedding.Embeddings;
import dev.nearside.json.Json;
import dev.nearside.json.JsonArray;
import dev.nearside.json.JsonCursor;
import dev.nearside.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The clients that people have get the vectors that the model makes, and errors as the types that they know. */
@ExtendWith(Suite.class)
class EmbeddingClientsIT {
    private static final String MODEL = "all-minilm-l6-v2";
    private static final String UNKNOWN = "text-embedding-3-small";
    private static final List<String> TEXTS =
            List.of("The cat sleeps on the sofa.", "Wo fährt der Zug nach München ab?", "🚀 lift-off");

    private static Embeddings expected;

    @BeforeAll
    static void embedOnThisJvm(@TempDir Path folder) {
        expected = JvmEmbedder.embed(TEXTS, folder);
    }

    private static void assertRight(List<Float> vector, int index) {
        float[] floats = new float[vector.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = vector.get(i);
        }
        assertRight(floats, index);
    }

    private static void assertRight(float[] vector, int index) {
        assertThat(vector).as(TEXTS.get(index)).containsExactly(expected.copyVector(index), within(1e-4f));
    }

    private static OpenAIClient openAi(ServerProcess server) {
        return OpenAIOkHttpClient.builder()
                .baseUrl(server.at("/v1"))
                .apiKey("not-needed")
                .maxRetries(0)
                .build();
    }

    @Test
    void openAisJavaClientGetsThem(ServerProcess server) {
        OpenAIClient client = openAi(server);

        CreateEmbeddingResponse byDefault = client.embeddings()
                .create(EmbeddingCreateParams.builder()
                        .model(MODEL)
                        .inputOfArrayOfStrings(TEXTS)
                        .build());
        CreateEmbeddingResponse asFloats = client.embeddings()
                .create(EmbeddingCreateParams.builder()
                        .model(MODEL)
                        .input(TEXTS.get(1))
                        .encodingFormat(EmbeddingCreateParams.EncodingFormat.FLOAT)
                        .dimensions(384)
                        .user("somebody")
                        .build());

        assertThat(byDefault.data()).hasSize(3);
        for (int i = 0; i < 3; i++) {
            assertThat(byDefault.data().get(i).index()).isEqualTo(i);
            assertRight(byDefault.data().get(i).embedding(), i);
        }
        assertRight(asFloats.data().get(0).embedding(), 1);
        assertThat(byDefault.model()).isEqualTo(MODEL);
        assertThat(byDefault.usage().promptTokens()).isEqualTo(expected.totalTokens());
        assertThat(byDefault.usage().totalTokens()).isEqualTo(expected.totalTokens());
        assertThat(client.models().list().data())
                .extracting(model -> model.id())
                .contains(MODEL);
        assertThat(client.models().retrieve(MODEL).ownedBy()).isEqualTo("nearside");
        client.close();
    }

    @Test
    void openAisJavaClientKnowsTheErrors(ServerProcess server) {
        OpenAIClient client = openAi(server);
        EmbeddingCreateParams unknown =
                EmbeddingCreateParams.builder().model(UNKNOWN).input("a").build();
        EmbeddingCreateParams shorter = EmbeddingCreateParams.builder()
                .model(MODEL)
                .input("a")
                .dimensions(128)
                .build();

        assertThatThrownBy(() -> client.embeddings().create(unknown))
                .isInstanceOfSatisfying(
                        NotFoundException.class, e -> assertThat(e.code()).contains("model_not_found"));
        assertThatThrownBy(() -> client.embeddings().create(shorter))
                .isInstanceOfSatisfying(
                        BadRequestException.class, e -> assertThat(e.param()).contains("dimensions"));
        client.close();
    }

    private static OpenAiEmbeddingModelBuilder langChain(ServerProcess server, String model) {
        return OpenAiEmbeddingModel.builder()
                .baseUrl(server.at("/v1/"))
                .apiKey("not-needed")
                .modelName(model)
                .maxRetries(0);
    }

    @Test
    void langChain4jGetsThem(ServerProcess server) {
        OpenAiEmbeddingModel model = langChain(server, MODEL).build();

        Response<List<Embedding>> all =
                model.embedAll(TEXTS.stream().map(TextSegment::from).toList());
        Response<Embedding> one =
                langChain(server, MODEL).encodingFormat("base64").build().embed(TEXTS.get(2));

        for (int i = 0; i < 3; i++) {
            assertRight(all.content().get(i).vector(), i);
        }
        assertRight(one.content().vector(), 2);
        assertThat(Objects.requireNonNull(all.tokenUsage()).inputTokenCount()).isEqualTo((int) expected.totalTokens());
    }

    @Test
    void langChain4jKnowsThatAModelIsNotThere(ServerProcess server) {
        OpenAiEmbeddingModel model = langChain(server, UNKNOWN).build();

        assertThatThrownBy(() -> model.embed("a")).isInstanceOf(ModelNotFoundException.class);
    }

    @Test
    void openAisNodePackageGetsThem(ServerProcess server) throws Exception {
        JsonObject request = JsonObject.builder()
                .put("model", MODEL)
                .put("input", JsonArray.ofStrings(TEXTS))
                .build();

        JsonCursor printed = Node.run("openai-embeddings.mjs", server.at("/v1"), Json.write(request));

        for (String format : List.of("byDefault", "asFloats")) {
            JsonCursor answer = printed.field(format);
            for (int i = 0; i < 3; i++) {
                List<Float> vector = answer.field("data").items().get(i).field("embedding").items().stream()
                        .map(value -> (float) value.asDouble())
                        .toList();
                assertRight(vector, i);
            }
            assertThat(answer.field("usage").field("prompt_tokens").asLong()).isEqualTo(expected.totalTokens());
        }
        assertThat(printed.field("models").strings()).contains(MODEL);
        assertThat(printed.field("retrieved").asString()).isEqualTo(MODEL);
        assertThat(printed.field("missing").field("isNotFound").asBoolean()).isTrue();
        assertThat(printed.field("missing").field("code").asString()).isEqualTo("model_not_found");
    }
}
