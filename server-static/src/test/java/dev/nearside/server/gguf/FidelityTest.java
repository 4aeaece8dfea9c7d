package dev.nearside.server.gguf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nearside.server.gguf.format.GgufFile;
import dev.nearside.server.gguf.format.TensorType;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The written graphs against the file's own weights in plain loops of floats. */
class FidelityTest {
    private static final int PROMPTS = 20;
    private static final int ANSWER = 8;
    /** Of the logits' root mean square. */
    private static final double TOLERANCE = 0.2;

    @TempDir
    Path folder;

    static Stream<Arguments> models() {
        return Stream.of(
                Arguments.of("Q4_1, tied", TinyLlama.standard()),
                Arguments.of("Q4_0, tied", TinyLlama.standard().in(TensorType.Q4_0)),
                Arguments.of(
                        "Q8_0, untied", TinyLlama.standard().in(TensorType.Q8_0).untied()),
                Arguments.of(
                        "Q4_K, untied", TinyLlama.standard().in(TensorType.Q4_K).untied()),
                Arguments.of("Q6_K, tied", TinyLlama.standard().in(TensorType.Q6_K)),
                Arguments.of("F16, tied", TinyLlama.standard().in(TensorType.F16)),
                Arguments.of(
                        "Q5_K, Qwen2", TinyLlama.standard().in(TensorType.Q5_K).asQwen2()),
                Arguments.of(
                        "Q5_1, stretched",
                        TinyLlama.standard().in(TensorType.Q5_1).stretched()),
                Arguments.of(
                        "BF16, Llama 3's frequencies",
                        TinyLlama.standard().in(TensorType.BF16).factors()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("models")
    void logitsOfTwentyPromptsComeNearThoseOfFloats(String name, TinyLlama llama) throws Exception {
        Path gguf = llama.draft().write(folder.resolve("tiny.gguf"));
        Path model = convert(gguf);

        try (GgufFile file = GgufFile.open(gguf);
                WrittenGraph blocks = new WrittenGraph(model.resolve("model.onnx"));
                WrittenGraph integers = new WrittenGraph(model.resolve("model_int8.onnx"))) {
            FloatLlama floats = new FloatLlama(file);
            Random random = new Random(11);
            for (int i = 0; i < PROMPTS; i++) {
                int[] prompt = random.ints(3 + i, 0, floats.vocabulary()).toArray();
                float[][] expected = floats.logits(prompt);
                blocks.forget();
                integers.forget();
                assertThat(distance(expected[prompt.length - 1], blocks.append(prompt)))
                        .isLessThan(0.03);
                assertThat(distance(expected[prompt.length - 1], integers.append(prompt)))
                        .isLessThan(0.06);
            }
            int[] prompt = {1, 260, 270, 280};
            assertThat(leadOverTolerance(floats, blocks, prompt)).isTrue();
            assertThat(leadOverTolerance(floats, integers, prompt)).isTrue();
        }
    }

    private Path convert(Path gguf) throws Exception {
        return new GgufConverter()
                .convert(
                        new GgufSource(gguf, "tiny"),
                        folder.resolve("tiny"),
                        ConversionOptions.with((jinja, bos, eos) -> Optional.of(TinyLlama.template())),
                        ConversionProgress.NONE)
                .folder();
    }

    /** The difference's root mean square as a share of the logits' own. */
    private static double distance(float[] expected, float[] actual) {
        float[] differences = new float[expected.length];
        for (int i = 0; i < expected.length; i++) {
            differences[i] = expected[i] - actual[i];
        }
        return size(differences) / size(expected);
    }

    private static double size(float[] values) {
        double squares = 0;
        for (float value : values) {
            squares += (double) value * value;
        }
        return Math.sqrt(squares / values.length);
    }

    /**
     * Whether the greedy tokens are those of floats, step by step through the cache; where they are not, whether the two
     * tokens' logits are nearer to each other than the graph is to floats.
     */
    private static boolean leadOverTolerance(FloatLlama floats, WrittenGraph graph, int[] prompt) throws Exception {
        int[] expected = floats.greedy(prompt, ANSWER);
        int[] actual = graph.greedy(prompt, ANSWER);
        for (int i = 0; i < ANSWER; i++) {
            if (expected[i] != actual[i]) {
                int[] text = Arrays.copyOf(prompt, prompt.length + i);
                System.arraycopy(expected, 0, text, prompt.length, i);
                float[] logits = floats.logits(text)[text.length - 1];
                return logits[expected[i]] - logits[actual[i]] < TOLERANCE * size(logits);
            }
        }
        return true;
    }
}
