package dev.nearside.server.gguf;

import dev.nearside.server.gguf.format.GgufFile;
import dev.nearside.tokenizer.Tokenizer;
import dev.nearside.tokenizer.Tokenizers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Converts a real file and prints how near each written graph is to the file's own weights (plain loops of floats): logits,
 * greedy tokens, perplexity; its size; and its speed on this JVM. No test, as it takes minutes:
 * {@code mvn -Dquickly -Pfidelity -pl server-static -am verify -Dgguf=FILE}.
 */
public final class FidelityReport {
    private static final int WINDOW = 256;
    /** 20 × 255 predicted tokens. */
    private static final int WINDOWS = 20;

    private static final int PROMPTS = 20;
    private static final int ANSWER = 64;

    private final FloatLlama floats;
    private final int[] text;
    /** By window, how unlikely the floats find each token. */
    private final double[][] surprises = new double[WINDOWS][];

    /** By window, the logits after its last token. */
    private final float[][] lastLogits = new float[WINDOWS][];
    /** By window, the floats' most likely token after each one. */
    private final int[][] favourites = new int[WINDOWS][WINDOW];

    private FidelityReport(FloatLlama floats, int[] text) {
        this.floats = floats;
        this.text = text;
        for (int window = 0; window < WINDOWS; window++) {
            int[] ids = window(window);
            float[][] logits = floats.logits(ids);
            surprises[window] = new double[WINDOW - 1];
            for (int t = 0; t < WINDOW; t++) {
                favourites[window][t] = FloatLlama.argmax(logits[t]);
                if (t + 1 < WINDOW) {
                    surprises[window][t] = surprise(logits[t], ids[t + 1]);
                }
            }
            lastLogits[window] = logits[WINDOW - 1];
            print("reference: %d of %d tokens", (window + 1) * WINDOW, WINDOWS * WINDOW);
        }
    }

    /** Takes the GGUF file and the folder of sample texts. */
    public static void main(String[] args) throws Exception {
        Path gguf = Path.of(args[0]);
        Path target = Files.createTempDirectory("fidelity").resolve("model");
        long start = System.nanoTime();
        ConvertedModel model = new GgufConverter()
                .convert(
                        new GgufSource(gguf, "model"),
                        target,
                        ConversionOptions.with(ConversionOptions.Templates.NONE),
                        ConversionProgress.NONE);
        print("converted in %.1f s", seconds(start));
        model.manifest().files().forEach(file -> print("%s %d bytes", file.path(), file.bytes()));
        Tokenizer tokenizer = Tokenizers.fromCompact(Files.readAllBytes(target.resolve("tokenizer.bin")));
        int[] text = tokenizer.encode(samples(Path.of(args[1]))).copyIds();
        FidelityReport report;
        try (GgufFile file = GgufFile.open(gguf)) {
            report = new FidelityReport(new FloatLlama(file), text);
        }
        for (String graph : Set.copyOf(model.manifest().runtime().graph().values())) {
            report.perplexity(target.resolve(graph));
            report.answers(target.resolve(graph));
            speed(target.resolve(graph), text);
        }
    }

    private static String samples(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file ->
                            file.toString().endsWith(".md") || file.toString().endsWith(".txt"))
                    .sorted()
                    .map(FidelityReport::read)
                    .collect(Collectors.joining("\n\n"));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int[] window(int index) {
        return Arrays.copyOfRange(text, index * WINDOW, (index + 1) * WINDOW);
    }

    private void perplexity(Path graph) throws Exception {
        double expected = 0;
        double actual = 0;
        int same = 0;
        double differences = 0;
        double squares = 0;
        try (WrittenGraph written = new WrittenGraph(WrittenGraph.withAllLogits(graph))) {
            for (int window = 0; window < WINDOWS; window++) {
                int[] ids = window(window);
                written.forget();
                float[] logits = written.append(ids);
                int vocabulary = logits.length / WINDOW;
                for (int t = 0; t < WINDOW; t++) {
                    float[] row = Arrays.copyOfRange(logits, t * vocabulary, (t + 1) * vocabulary);
                    same += FloatLlama.argmax(row) == favourites[window][t] ? 1 : 0;
                    if (t + 1 < WINDOW) {
                        expected += surprises[window][t];
                        actual += surprise(row, ids[t + 1]);
                    } else {
                        for (int i = 0; i < vocabulary; i++) {
                            differences += Math.pow(row[i] - lastLogits[window][i], 2);
                            squares += Math.pow(lastLogits[window][i], 2);
                        }
                    }
                }
            }
        }
        int tokens = WINDOWS * (WINDOW - 1);
        print(
                "%s: perplexity of %d tokens %.3f, the file's own %.3f: %+.2f %%",
                graph.getFileName(),
                tokens,
                Math.exp(actual / tokens),
                Math.exp(expected / tokens),
                100 * (Math.exp((actual - expected) / tokens) - 1));
        print("  most likely token the same: %.2f %%", 100.0 * same / (WINDOWS * WINDOW));
        print("  logits of 20 prompts differ by %.4f of their root mean square", Math.sqrt(differences / squares));
    }

    private void answers(Path graph) throws Exception {
        int same = 0;
        int equal = 0;
        try (WrittenGraph written = new WrittenGraph(graph)) {
            for (int prompt = 0; prompt < PROMPTS; prompt++) {
                int[] ids = Arrays.copyOf(window(prompt), 16);
                int[] answer = written.greedy(ids, ANSWER);
                int[] whole = Arrays.copyOf(ids, ids.length + ANSWER);
                System.arraycopy(answer, 0, whole, ids.length, ANSWER);
                // Each token is judged by what the floats would say after the same text.
                float[][] logits = floats.logits(whole);
                boolean all = true;
                for (int i = 0; i < ANSWER; i++) {
                    boolean hit = FloatLlama.argmax(logits[ids.length + i - 1]) == answer[i];
                    same += hit ? 1 : 0;
                    all &= hit;
                }
                equal += all ? 1 : 0;
            }
        }
        print("  greedy: %d of %d tokens, %d of %d whole answers", same, PROMPTS * ANSWER, equal, PROMPTS);
    }

    private static void speed(Path graph, int[] text) throws Exception {
        try (WrittenGraph written = new WrittenGraph(graph)) {
            for (int prompt : List.of(128, 1024)) {
                written.forget();
                long start = System.nanoTime();
                float[] logits = written.append(Arrays.copyOf(text, prompt));
                double prefill = seconds(start);
                start = System.nanoTime();
                for (int i = 0; i < 32; i++) {
                    logits = written.append(FloatLlama.argmax(logits));
                }
                print("  context %d: prefill %.0f ms, decode %.1f tok/s", prompt, 1000 * prefill, 32 / seconds(start));
            }
        }
    }

    private static double surprise(float[] logits, int token) {
        double most = Double.NEGATIVE_INFINITY;
        for (float logit : logits) {
            most = Math.max(most, logit);
        }
        double sum = 0;
        for (float logit : logits) {
            sum += Math.exp(logit - most);
        }
        return Math.log(sum) + most - logits[token];
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
