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
 * How fast the JVM prefills and decodes with an installed model's two files, WebGPU's and WebAssembly's, by hand: {@code
 * ChatBenchmark MODELS ID [THREADS]}. Both answer each prompt of random tokens by turns, so that what else the machine does
 * meets both; medians of nine prompts, and of the ratios.
 */
public final class ChatBenchmark {
    private static final int RUNS = 9;
    private static final int DECODED = 64;

    private ChatBenchmark() {}

    public static void main(String[] arguments) {
        ModelLibrary library = ModelLibrary.open(Path.of(arguments[0]));
        HostedModel model = library.find(arguments[1]).orElseThrow();
        int threads = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 0;
        GenerationSpec spec =
                Objects.requireNonNull(model.manifest().generation()).withEos(List.of());
        try (OnnxRuntime runtime = new OnnxRuntime(library::graph);
                InferenceSession blocks = open(runtime, model, ExecutionProvider.WEBGPU, threads);
                InferenceSession integers = open(runtime, model, ExecutionProvider.WASM, threads);
                TextGenerator some = new TextGenerator(blocks, model.tokenizer(), spec, GeneratorSettings.USUAL);
                TextGenerator others = new TextGenerator(integers, model.tokenizer(), spec, GeneratorSettings.USUAL)) {
            for (int context : new int[] {128, 1024}) {
                measure(some, others, spec, context);
            }
        }
    }

    private static InferenceSession open(OnnxRuntime runtime, HostedModel model, ExecutionProvider file, int threads) {
        GenerationSpec spec = Objects.requireNonNull(model.manifest().generation());
        return runtime.open(
                model.manifest().filesFor(file), TextGenerator.sessionOptions(ExecutionProvider.CPU, threads, spec));
    }

    private static void measure(TextGenerator blocks, TextGenerator integers, GenerationSpec spec, int context) {
        Speeds ofBlocks = new Speeds();
        Speeds ofIntegers = new Speeds();
        for (int run = -1; run < RUNS; run++) {
            int[] prompt =
                    new Random(run).ints(context, 100, spec.vocabularySize()).toArray();
            ofBlocks.add(run, blocks, prompt);
            ofIntegers.add(run, integers, prompt);
        }
        ofBlocks.print("context " + context + ", WebGPU's file");
        ofIntegers.print("context " + context + ", WebAssembly's file");
        System.out.printf(
                Locale.ROOT,
                "context %d, WebAssembly's over WebGPU's: prefill %.2f, decode %.2f%n",
                context,
                ratio(ofIntegers.prefill, ofBlocks.prefill),
                ratio(ofIntegers.decode, ofBlocks.decode));
    }

    private static double ratio(double[] some, double[] others) {
        double[] ratios = new double[RUNS];
        Arrays.setAll(ratios, run -> some[run] / others[run]);
        return median(ratios);
    }

    private static double median(double[] values) {
        double[] sorted = Arrays.copyOf(values, values.length);
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** One file's, by run. */
    private static final class Speeds {
        private final double[] prefill = new double[RUNS];
        private final double[] decode = new double[RUNS];
        private final double[] first = new double[RUNS];
        private final double[] again = new double[RUNS];

        /** A run before the first is not counted. */
        private void add(int run, TextGenerator generator, int[] prompt) {
            ChatResult cold = answer(generator, prompt);
            ChatResult warm = answer(generator, prompt);
            if (run >= 0) {
                prefill[run] = cold.timings().prefillTokensPerSecond();
                decode[run] = cold.timings().decodeTokensPerSecond();
                first[run] = cold.timings().firstTokenNanos() / 1e6;
                again[run] = warm.timings().firstTokenNanos() / 1e6;
            }
        }

        private static ChatResult answer(TextGenerator generator, int[] prompt) {
            return generator.generate(prompt, ChatOptions.of(Sampling.GREEDY, DECODED), ChatListener.NONE);
        }

        private void print(String what) {
            System.out.printf(
                    Locale.ROOT,
                    "%s: first token after %.0f ms, %.0f ms with the prefix cached; prefill %.0f/s, decode %.1f/s%n",
                    what,
                    median(first),
                    median(again),
                    median(prefill),
                    median(decode));
        }
    }
}
