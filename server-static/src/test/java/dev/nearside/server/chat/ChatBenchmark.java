package dev.nearside.server.chat;

import dev.nearside.catalog.GenerationSpec;
import dev.nearside.chat.ChatListener;
import dev.nearside.chat.ChatOptions;
import dev.nearside.chat.ChatResult;
import dev.nearside.chat.Sampling;
import dev.nearside.generation.GeneratorSettings;
import dev.nearside.generation.TextGenerator;
import dev.nearside.runtime.ExecutionProvider;
import dev.nearside.runtime.InferenceSession;
import dev.nearside.server.files.HostedModel;
import dev.nearside.server.files.ModelLibrary;
import dev.nearside.server.onnx.OnnxRuntime;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;

/**
 * How fast an installed model prefills and decodes on the JVM, by hand: {@code ChatBenchmark MODELS ID [THREADS [FILE]]},
 * where FILE is {@code wasm} for the file of that provider. Medians of five runs over random tokens.
 */
public final class ChatBenchmark {
    private static final int RUNS = 5;
    private static final int DECODED = 64;

    private ChatBenchmark() {}

    public static void main(String[] arguments) {
        ModelLibrary library = ModelLibrary.open(Path.of(arguments[0]));
        HostedModel model = library.find(arguments[1]).orElseThrow();
        int threads = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 0;
        ExecutionProvider file =
                ExecutionProvider.ofLabel(arguments.length > 3 ? arguments[3] : ExecutionProvider.CPU.label());
        GenerationSpec spec =
                Objects.requireNonNull(model.manifest().generation()).withEos(List.of());
        try (OnnxRuntime runtime = new OnnxRuntime(library::graph)) {
            long start = System.nanoTime();
            try (InferenceSession session = runtime.open(
                            model.manifest().filesFor(file),
                            TextGenerator.sessionOptions(ExecutionProvider.CPU, threads, spec));
                    TextGenerator generator =
                            new TextGenerator(session, model.tokenizer(), spec, GeneratorSettings.USUAL)) {
                System.out.printf(Locale.ROOT, "loaded in %.2f s%n", (System.nanoTime() - start) / 1e9);
                for (int context : new int[] {128, 1024}) {
                    measure(generator, spec, context);
                }
            }
        }
    }

    private static void measure(TextGenerator generator, GenerationSpec spec, int context) {
        double[] prefill = new double[RUNS];
        double[] decode = new double[RUNS];
        double[] first = new double[RUNS];
        double[] again = new double[RUNS];
        for (int run = -1; run < RUNS; run++) {
            int[] prompt =
                    new Random(run).ints(context, 100, spec.vocabularySize()).toArray();
            ChatResult cold = answer(generator, prompt);
            ChatResult warm = answer(generator, prompt);
            if (run >= 0) {
                prefill[run] = cold.timings().prefillTokensPerSecond();
                decode[run] = cold.timings().decodeTokensPerSecond();
                first[run] = cold.timings().firstTokenNanos() / 1e6;
                again[run] = warm.timings().firstTokenNanos() / 1e6;
            }
        }
        System.out.printf(
                Locale.ROOT,
                "context %d: first token after %.0f ms, %.0f ms with the prefix cached; prefill %.0f/s, decode %.1f/s%n",
                context,
                median(first),
                median(again),
                median(prefill),
                median(decode));
    }

    private static ChatResult answer(TextGenerator generator, int[] prompt) {
        return generator.generate(prompt, ChatOptions.of(Sampling.GREEDY, DECODED), ChatListener.NONE);
    }

    private static double median(double[] values) {
        double[] sorted = Arrays.copyOf(values, values.length);
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
