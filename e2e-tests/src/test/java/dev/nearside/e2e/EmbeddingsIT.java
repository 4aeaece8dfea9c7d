package dev.nearside.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nearside.embedding.Embeddings;
import dev.nearside.json.Json;
import dev.nearside.json.JsonArray;
import dev.nearside.json.JsonCursor;
import dev.nearside.tokenizer.Encoding;
import dev.nearside.tokenizer.Tokenizer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code near.embeddings} and {@code near.tokenizer}: the tab's vectors are the server's. */
@ExtendWith(Suite.class)
class EmbeddingsIT {
    private static final List<String> SENTENCES = JvmEmbedder.sentences();
    private static Embeddings onTheJvm;

    @BeforeAll
    static void embedOnTheJvm(@TempDir Path folder) {
        onTheJvm = JvmEmbedder.embed(SENTENCES, folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"wasm-gc", "js"})
    void theTabsVectorsAreThoseOfTheJvm(String backend, PlainPage page) {
        page.open(Map.of("backend", backend, "provider", "wasm"));

        JsonCursor answer = page.evaluate("near => near.embeddings.create({model: 'all-minilm-l6-v2', input: "
                + Json.write(JsonArray.ofStrings(SENTENCES)) + "})");

        List<JsonCursor> data = answer.field("data").items();
        assertThat(data).hasSize(200);
        for (int i = 0; i < 200; i++) {
            assertThat(data.get(i).field("index").asInt()).isEqualTo(i);
            assertThat(cosine(vector(data.get(i)), onTheJvm.copyVector(i)))
                    .as(SENTENCES.get(i))
                    .isGreaterThanOrEqualTo(0.999);
        }
        assertThat(answer.field("usage").field("prompt_tokens").asInt()).isEqualTo((int) onTheJvm.totalTokens());
        assertThat(answer.field("provider").asString()).isEqualTo("wasm");
    }

    @ParameterizedTest
    @ValueSource(strings = {"wasm-gc", "js"})
    void theTabsTokensAreThoseOfTheJvm(String backend, PlainPage page) {
        page.open(Map.of("backend", backend, "provider", "wasm"));
        Tokenizer tokenizer = JvmEmbedder.tokenizer();

        JsonCursor encoded = page.evaluate(
                "near => Promise.all(%s.map(input => near.tokenizer.encode({model: 'all-minilm-l6-v2', input})))"
                        .formatted(Json.write(JsonArray.ofStrings(SENTENCES))));

        for (int i = 0; i < 200; i++) {
            Encoding expected = tokenizer.encode(SENTENCES.get(i));
            JsonCursor found = encoded.items().get(i);
            assertThat(found.field("ids").items().stream().map(JsonCursor::asInt))
                    .as(SENTENCES.get(i))
                    .containsExactlyElementsOf(
                            IntStream.of(expected.copyIds()).boxed().toList());
            assertThat(found.field("offsets").items().stream()
                            .map(span ->
                                    span.items().stream().map(JsonCursor::asInt).toList()))
                    .as(SENTENCES.get(i))
                    .containsExactlyElementsOf(IntStream.range(0, expected.size())
                            .mapToObj(at -> List.of(expected.start(at), expected.end(at)))
                            .toList());
        }
    }

    @Test
    void textTokensAndBase64GiveTheSameVector(PlainPage page) {
        page.open(Map.of("provider", "wasm"));

        JsonCursor answer = page.evaluate("""
                async near => {
                  const model = 'all-minilm-l6-v2';
                  const {ids} = await near.tokenizer.encode({model, input: 'a lake'});
                  const ofText = await near.embeddings.create({model, input: 'a lake', dimensions: 384});
                  const ofTokens = await near.embeddings.create({model, input: [ids], encoding_format: 'base64'});
                  const bytes = Uint8Array.from(atob(ofTokens.data[0].embedding), c => c.charCodeAt(0));
                  const {text} = await near.tokenizer.decode({model, ids});
                  return {ofText, unpacked: Array.from(new Float32Array(bytes.buffer)), text};
                }""");

        JsonCursor ofText = answer.field("ofText");
        assertThat(ofText.fields().keySet())
                .contains("object", "data", "model", "usage", "provider", "providerReason", "fallback", "timings");
        assertThat(ofText.field("object").asString()).isEqualTo("list");
        assertThat(ofText.field("data").items()).hasSize(1);
        assertThat(answer.field("unpacked").value())
                .isEqualTo(
                        ofText.field("data").items().get(0).field("embedding").value());
        assertThat(ofText.field("usage").field("total_tokens").asInt()).isEqualTo(4);
        assertThat(answer.field("text").asString()).isEqualTo("a lake");
    }

    @Test
    void onlyTheFilesOfTheProviderAreFetched(PlainPage page) {
        page.open(Map.of("provider", "wasm"));

        JsonCursor fetched = page.evaluate("""
                async near => {
                  const model = 'all-minilm-l6-v2', seen = [];
                  const files = () => near.ledger().map(entry => new URL(entry.url).pathname)
                    .filter(path => path.startsWith('/models/' + model)).map(path => path.split('/').pop());
                  await near.tokenizer.encode({model, input: 'a'});
                  const tokenizer = files();
                  await near.embeddings.create({model, input: 'a'}, {onProgress: at => seen.push(at)});
                  return {tokenizer, all: files(), last: seen.filter(at => at.file).at(-1)};
                }""");

        assertThat(fetched.field("tokenizer").strings())
                .containsExactlyInAnyOrder("manifest.json", "all-minilm-l6-v2-tokenizer.bin");
        assertThat(fetched.field("all").strings())
                .containsExactlyInAnyOrder(
                        "manifest.json", "all-minilm-l6-v2-tokenizer.bin", "all-minilm-l6-v2-int8.onnx");
        assertThat(fetched.field("last").field("loaded").asInt())
                .isEqualTo(fetched.field("last").field("total").asInt());
    }

    @Test
    void wrongRequestsAreRefusedInWords(PlainPage page) {
        page.open(Map.of("provider", "wasm"));

        assertThat(failure(page, "{}").code()).isEqualTo("invalid_input");
        assertThat(failure(page, "{model: 'nothing', input: 'a'}").code()).isEqualTo("model_not_found");
        assertThat(failure(page, "{model: 'digits', input: 'a'}").message()).contains("takes no text");
        assertThat(failure(page, "{model: 'all-minilm-l6-v2', input: ''}").message())
                .contains("none of them is empty");
        assertThat(failure(page, "{model: 'all-minilm-l6-v2', input: ['a', '']}")
                        .message())
                .contains("none of them is empty");
        assertThat(failure(page, "{model: 'all-minilm-l6-v2', input: ['a', []]}")
                        .message())
                .contains("not empty");
        assertThat(failure(page, "{model: 'all-minilm-l6-v2', input: [[40000000]]}")
                        .code())
                .isEqualTo("invalid_input");
        assertThat(failure(page, "{model: 'all-minilm-l6-v2', input: 'a', dimensions: 100}")
                        .message())
                .contains("384 dimensions");
        assertThat(failure(page, "{model: 'all-minilm-l6-v2', input: 'a '.repeat(600), overflow: 'refuse'}")
                        .code())
                .isEqualTo("context_length_exceeded");
    }

    private static Failure failure(PlainPage page, String request) {
        return page.failureOf("near => near.embeddings.create(" + request + ")");
    }

    private static float[] vector(JsonCursor data) {
        List<JsonCursor> numbers = data.field("embedding").items();
        float[] vector = new float[numbers.size()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) numbers.get(i).asDouble();
        }
        return vector;
    }

    private static double cosine(float[] a, float[] b) {
        double dot = 0;
        for (int i = 0; i < a.length; i++) {
            dot += (double) a[i] * b[i];
        }
        return dot;
    }
}
