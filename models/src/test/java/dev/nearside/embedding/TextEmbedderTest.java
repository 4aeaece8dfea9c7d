package dev.nearside.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import dev.nearside.catalog.Manifest;
import dev.nearside.catalog.ManifestReader;
import dev.nearside.catalog.ManifestWriter;
import dev.nearside.catalog.SelfTest;
import dev.nearside.error.Cancelled;
import dev.nearside.error.ContextLengthExceeded;
import dev.nearside.error.InvalidInput;
import dev.nearside.runtime.ExecutionProvider;
import dev.nearside.tensor.ElementType;
import dev.nearside.tensor.HostTensor;
import dev.nearside.tensor.Shape;
import dev.nearside.tensor.Tensor;
import dev.nearside.tokenizer.Tokenizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TextEmbedderTest {
    private static final List<String> SENTENCES = MiniLm.lines("sentences.txt");
    private static final Manifest MANIFEST = MiniLm.manifest();
    private static final Tokenizer TOKENIZER = MiniLm.tokenizer();
    private static final String LONG =
            "A lake is a body of water, larger than a pond and surrounded by land. ".repeat(60);

    private static JvmSession int8;
    private static JvmSession fp32;
    private static TextEmbedder embedder;

    @BeforeAll
    static void open() {
        int8 = MiniLm.open(ExecutionProvider.CPU);
        fp32 = MiniLm.open(ExecutionProvider.WEBGPU);
        embedder = new TextEmbedder(int8, TOKENIZER, MANIFEST);
    }

    @AfterAll
    static void close() {
        int8.close();
        fp32.close();
    }

    private static Embeddings embed(String... texts) {
        return embedder.embed(inputs(List.of(texts)), EmbedOptions.TRUNCATING);
    }

    private static List<EmbeddingInput> inputs(List<String> texts) {
        return texts.stream().map(EmbeddingInput::ofText).toList();
    }

    private static double cosine(float[] a, float[] b) {
        double dot = 0;
        double lengths = 0;
        double other = 0;
        for (int i = 0; i < a.length; i++) {
            dot += (double) a[i] * b[i];
            lengths += (double) a[i] * a[i];
            other += (double) b[i] * b[i];
        }
        return dot / Math.sqrt(lengths * other);
    }

    @ParameterizedTest
    @EnumSource
    void bothGraphsPassTheModelsOwnTest(ExecutionProvider provider) {
        try (JvmSession session = MiniLm.open(provider)) {
            SelfTest.Result result = SelfTest.run(MANIFEST.golden(), session);

            assertThat(result.passed()).as(result.toString()).isTrue();
        }
    }

    @Test
    void theFloat32VectorsAreThoseOfAPlainLoopOverHuggingFacesTokens() throws IOException {
        Embeddings ours = new TextEmbedder(fp32, TOKENIZER, MANIFEST).embed(inputs(SENTENCES), EmbedOptions.TRUNCATING);

        try (HuggingFaceTokenizer reference = HuggingFaceTokenizer.newInstance(
                new ByteArrayInputStream(MiniLm.tokenizerJson().getBytes(StandardCharsets.UTF_8)),
                Map.of("truncation", "false", "padding", "false"))) {
            for (int i = 0; i < SENTENCES.size(); i++) {
                long[] ids = reference.encode(SENTENCES.get(i)).getIds();
                assertThat(ours.copyVector(i)).as(SENTENCES.get(i)).containsExactly(plainly(ids), within(1e-5f));
                assertThat(ours.tokens(i)).isEqualTo(ids.length);
            }
        }
    }

    private static float[] plainly(long[] ids) {
        Shape shape = Shape.of(1, ids.length);
        long[] ones = new long[ids.length];
        Arrays.fill(ones, 1);
        Map<String, Tensor> outputs = fp32.run(Map.of(
                "input_ids", HostTensor.ofLongs(ElementType.INT64, shape, ids),
                "attention_mask", HostTensor.ofLongs(ElementType.INT64, shape, ones),
                "token_type_ids", HostTensor.ofLongs(ElementType.INT64, shape, new long[ids.length])));
        float[] hidden = Objects.requireNonNull(outputs.get("last_hidden_state"))
                .toHost()
                .floats();
        double[] mean = new double[384];
        double squares = 0;
        for (int i = 0; i < 384; i++) {
            for (int token = 0; token < ids.length; token++) {
                mean[i] += hidden[token * 384 + i] / (double) ids.length;
            }
            squares += mean[i] * mean[i];
        }
        float[] vector = new float[384];
        for (int i = 0; i < 384; i++) {
            vector[i] = (float) (mean[i] / Math.sqrt(squares));
        }
        return vector;
    }

    @Test
    void theInt8VectorsOf200SentencesAreCloseToTheFloat32Ones() {
        Embeddings small = embedder.embed(inputs(SENTENCES), EmbedOptions.TRUNCATING);
        Embeddings exact =
                new TextEmbedder(fp32, TOKENIZER, MANIFEST).embed(inputs(SENTENCES), EmbedOptions.TRUNCATING);

        double least = 1;
        double sum = 0;
        for (int i = 0; i < SENTENCES.size(); i++) {
            double cosine = cosine(small.copyVector(i), exact.copyVector(i));
            least = Math.min(least, cosine);
            sum += cosine;
        }
        System.out.printf("int8 and fp32: cosine %.4f at least, %.4f on the average%n", least, sum / SENTENCES.size());
        assertThat(SENTENCES).hasSize(200);
        assertThat(least).isGreaterThanOrEqualTo(0.99);
        assertThat(sum / SENTENCES.size()).isGreaterThanOrEqualTo(0.998);
    }

    @Test
    void aVectorDoesNotDependOnWhatElseIsEmbeddedWithIt() {
        Embeddings together = embedder.embed(inputs(SENTENCES), EmbedOptions.TRUNCATING);

        for (int i = 0; i < SENTENCES.size(); i += 7) {
            assertThat(together.copyVector(i))
                    .as(SENTENCES.get(i))
                    .containsExactly(embed(SENTENCES.get(i)).copyVector(0), within(1e-5f));
        }
    }

    @Test
    void vectorsHaveLengthOneAndLikeMeaningsAreNear() {
        Embeddings e = embed("The cat sleeps on the sofa.", "A cat is napping on the couch.", "Interest rates rose.");

        for (int i = 0; i < e.size(); i++) {
            assertThat(cosine(e.copyVector(i), e.copyVector(i))).isCloseTo(1, within(1e-6));
        }
        assertThat(cosine(e.copyVector(0), e.copyVector(1))).isGreaterThan(0.7);
        assertThat(cosine(e.copyVector(0), e.copyVector(2))).isLessThan(0.2);
    }

    @Test
    void textsOfLikeLengthAreRunTogetherAndNoBatchIsLarge() {
        List<Shape> shapes = int8.shapes();
        shapes.clear();

        Embeddings e = embedder.embed(inputs(SENTENCES), EmbedOptions.TRUNCATING);

        long padded =
                shapes.stream().mapToLong(shape -> shape.dim(0) * shape.dim(1)).sum();
        assertThat(shapes).allMatch(shape -> shape.dim(0) * shape.dim(1) <= 1024 && shape.dim(0) <= 32);
        assertThat(shapes).hasSizeLessThan(16);
        assertThat(padded).isLessThan(e.totalTokens() * 5 / 4);
    }

    @Test
    void tokensOfTheModelMakeTheVectorOfTheirTextWithOrWithoutTheSpecialOnes() {
        int[] ids = TOKENIZER.encode("Bees dance.", false).copyIds();
        int[] wrapped = TOKENIZER.encode("Bees dance.", true).copyIds();

        Embeddings e = embedder.embed(
                List.of(
                        EmbeddingInput.ofText("Bees dance."),
                        EmbeddingInput.ofTokens(ids),
                        EmbeddingInput.ofTokens(wrapped)),
                EmbedOptions.TRUNCATING);

        assertThat(e.copyVector(1)).containsExactly(e.copyVector(0));
        assertThat(e.copyVector(2)).containsExactly(e.copyVector(0));
        assertThat(List.of(e.tokens(0), e.tokens(1), e.tokens(2))).containsExactly(5, 5, 5);
    }

    @Test
    void aTokenOfAnotherVocabularyIsRefused() {
        List<EmbeddingInput> inputs = List.of(EmbeddingInput.ofTokens(new int[] {100_000}));

        assertThatThrownBy(() -> embedder.embed(inputs, EmbedOptions.TRUNCATING))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("the token 100000 is not of this model, whose vocabulary has 30522");
    }

    @Test
    void anEmptyTextHasAVectorToo() {
        Embeddings e = embed("", " \n");

        assertThat(e.tokens(0)).isEqualTo(2);
        assertThat(cosine(e.copyVector(0), e.copyVector(1))).isCloseTo(1, within(1e-6));
    }

    @Test
    void nothingMakesNothing() {
        Embeddings e = embed();

        assertThat(e.size()).isZero();
        assertThat(e.totalTokens()).isZero();
    }

    @Test
    void theEndOfALongTextIsDropped() {
        Embeddings e = embed(LONG, LONG + "And something else.");

        assertThat(e.tokens(0)).isEqualTo(256);
        assertThat(e.copyVector(1)).containsExactly(e.copyVector(0));
    }

    @Test
    void theVectorOfASplitTextIsTheMeanOfItsPieces() {
        String other = "Interest rates rose by a quarter of a point on Thursday. ".repeat(60);

        Embeddings e = embedder.embed(inputs(List.of(LONG + other)), EmbedOptions.of(Overflow.SPLIT));

        Embeddings parts = embed(LONG, other);
        int tokens = embedder.countTokens(LONG + other);
        int pieces = (e.tokens(0) - tokens) / 2 + 1;
        assertThat(pieces).isBetween((tokens + 253) / 254, (tokens + 253) / 254 + 1);
        assertThat(cosine(e.copyVector(0), e.copyVector(0))).isCloseTo(1, within(1e-6));
        assertThat(cosine(e.copyVector(0), parts.copyVector(0))).isGreaterThan(0.6);
        assertThat(cosine(e.copyVector(0), parts.copyVector(1))).isGreaterThan(0.6);
        assertThat(int8.shapes().get(int8.shapes().size() - 1).dim(1)).isLessThanOrEqualTo(256);
    }

    @Test
    void aVeryLongWordIsSplitTooAndAShortTextIsNot() {
        List<EmbeddingInput> inputs = inputs(List.of("x".repeat(50) + "ab".repeat(20_000), "short"));

        Embeddings e = embedder.embed(inputs, EmbedOptions.of(Overflow.SPLIT));

        assertThat(e.copyVector(1)).containsExactly(embed("short").copyVector(0), within(1e-5f));
        assertThat(e.tokens(1)).isEqualTo(3);
    }

    @Test
    void aLongTextIsRefusedWhereThatIsWanted() {
        assertThatThrownBy(() -> embedder.embed(inputs(List.of("short", LONG)), EmbedOptions.of(Overflow.REFUSE)))
                .isInstanceOf(ContextLengthExceeded.class)
                .hasMessage("the model takes 256 tokens, the input has 1022");
    }

    @Test
    void progressCountsTokensUpToAll() {
        List<Long> heard = new ArrayList<>();

        Embeddings e = embedder.embed(
                inputs(SENTENCES),
                new EmbedOptions(Overflow.TRUNCATE, (done, total) -> heard.add(total - done), () -> false));

        assertThat(heard).isSortedAccordingTo((a, b) -> Long.compare(b, a)).endsWith(0L);
        assertThat(heard.get(0)).isLessThan(e.totalTokens());
    }

    @Test
    void whoCancelsGetsNoMoreBatches() {
        int8.shapes().clear();
        EmbedOptions cancelAfterOne = new EmbedOptions(
                Overflow.TRUNCATE, EmbeddingProgress.NONE, () -> !int8.shapes().isEmpty());

        assertThatThrownBy(() -> embedder.embed(inputs(SENTENCES), cancelAfterOne))
                .isInstanceOf(Cancelled.class);
        assertThat(int8.shapes()).hasSize(1);
    }

    @Test
    void aModelOfAnotherPoolingIsRefused() {
        Manifest other = ManifestReader.read(ManifestWriter.write(MANIFEST).replace("\"mean\"", "\"cls\""));

        assertThatThrownBy(() -> new TextEmbedder(int8, TOKENIZER, other))
                .isInstanceOf(InvalidInput.class)
                .hasMessage("the model all-minilm-l6-v2 makes no vectors of texts: its manifest has the pooling 'cls',"
                        + " not 'mean'");
    }
}
