package dev.nearside.bench;

import dev.nearside.e2e.JvmLlama;
import dev.nearside.e2e.ServerFootprint;
import dev.nearside.e2e.ServerProcess;
import dev.nearside.e2e.StreamedAnswer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Fifty concurrent streams for two minutes: against a tiny model, where what is measured is the server, and against
 * SmolLM2-135M-Instruct, where it is the model, if it is installed. Prints requests and tokens a second, the time to the
 * first token, what was wrong with any answer, and what the server held before and after.
 *
 * <pre>mvn -Dquickly -Pbench verify -Dnearside.chat.models=FOLDER</pre>
 */
public final class ChatLoadBenchmark {
    private static final int AT_ONCE = Integer.getInteger("nearside.load.streams", 50);
    private static final Duration LENGTH = Duration.ofSeconds(Integer.getInteger("nearside.load.seconds", 120));
    private static final int QUESTIONS = 10;
    private static final Path ROOT = Path.of(System.getProperty("nearside.root", ".."));

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ServerProcess server;
    private final String model;
    private final int tokens;

    private ChatLoadBenchmark(ServerProcess server, String model, int tokens) {
        this.server = server;
        this.model = model;
        this.tokens = tokens;
    }

    /** Takes {@code real} to leave the tiny model out. */
    public static void main(String[] arguments) throws Exception {
        if (!List.of(arguments).contains("real")) {
            Path tiny = Files.createTempDirectory("nearside-bench-load");
            JvmLlama llama = JvmLlama.install(tiny);
            assert llama != null;
            measure(tiny, JvmLlama.MODEL, 64);
        }
        Path models = Path.of(System.getProperty("nearside.chat.models", ROOT.resolve("e2e-tests/target/chat") + ""));
        String real = "smollm2-135m-instruct";
        if (Files.exists(models.resolve(real).resolve("manifest.json"))) {
            measure(models, real, 32);
        } else {
            System.out.println("load: " + real + " is skipped, it is not installed in " + models);
        }
    }

    private static void measure(Path models, String model, int tokens) throws Exception {
        try (ServerProcess server = ServerProcess.start(models)) {
            new ChatLoadBenchmark(server, model, tokens).run();
        }
    }

    private void run() throws Exception {
        List<Set<String>> alone = new ArrayList<>();
        for (int i = 0; i < QUESTIONS; i++) {
            // Once with the prompt read, and once with all of it but the last token in the cache: a run over one row
            // has other
            // kernels than one over several, whose last digits a seed makes another word of now and then.
            Set<String> both = new HashSet<>();
            for (int time = 0; time < 2; time++) {
                both.add(ask(i).text());
            }
            alone.add(both);
        }
        List<StreamedAnswer> warmUp = load(alone, Duration.ofSeconds(10));
        ServerFootprint before = ServerFootprint.afterCollection(server);
        long begin = System.nanoTime();
        List<StreamedAnswer> answers = load(alone, LENGTH);
        double seconds = (System.nanoTime() - begin) / 1e9;
        ServerFootprint after = ServerFootprint.afterCollection(server);
        System.out.printf(
                Locale.ROOT,
                "load: %s, %d streams at once, %d tokens each, %.0f s (after %d to warm up)%n",
                model,
                AT_ONCE,
                tokens,
                seconds,
                warmUp.size());
        print(answers, seconds);
        System.out.println("  before: " + before + "\n  after:  " + after);
    }

    private void print(List<StreamedAnswer> answers, double seconds) {
        long sent = answers.stream().mapToLong(StreamedAnswer::tokens).sum();
        List<Long> first =
                answers.stream().map(StreamedAnswer::firstNanos).sorted().toList();
        List<Long> whole = answers.stream().map(StreamedAnswer::nanos).sorted().toList();
        System.out.printf(
                Locale.ROOT,
                "  %d answers, %.1f requests/s, %.0f tokens/s; to the first token p50 %.2f s, p95 %.2f s;"
                        + " to the end p50 %.2f s, p95 %.2f s%n",
                answers.size(),
                answers.size() / seconds,
                sent / seconds,
                quantile(first, 0.5),
                quantile(first, 0.95),
                quantile(whole, 0.5),
                quantile(whole, 0.95));
        List<String> problems =
                answers.stream().flatMap(answer -> answer.problems().stream()).toList();
        System.out.println("  problems: " + problems.size() + " "
                + problems.stream().distinct().limit(5).toList());
    }

    private static double quantile(List<Long> sorted, double share) {
        return sorted.isEmpty() ? Double.NaN : sorted.get((int) (share * (sorted.size() - 1))) / 1e9;
    }

    private StreamedAnswer ask(int number) throws IOException, InterruptedException {
        return StreamedAnswer.read(
                client,
                URI.create(server.at("/v1/chat/completions")),
                StreamedAnswer.request(model, "Question " + number + ": how far is it?", number, tokens));
    }

    /** All answers that were begun within that time, whose texts must be those that came alone. */
    private List<StreamedAnswer> load(List<Set<String>> alone, Duration length)
            throws InterruptedException, ExecutionException {
        long end = System.nanoTime() + length.toNanos();
        ExecutorService callers = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Future<List<StreamedAnswer>>> pending = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                int caller = i;
                pending.add(callers.submit(() -> askUntil(end, caller, alone)));
            }
            List<StreamedAnswer> answers = new ArrayList<>();
            for (Future<List<StreamedAnswer>> one : pending) {
                answers.addAll(one.get());
            }
            return answers;
        } finally {
            callers.shutdownNow();
        }
    }

    private List<StreamedAnswer> askUntil(long end, int caller, List<Set<String>> alone)
            throws IOException, InterruptedException {
        List<StreamedAnswer> answers = new ArrayList<>();
        for (int i = caller; System.nanoTime() < end; i++) {
            StreamedAnswer answer = ask(i % QUESTIONS);
            boolean right = alone.get(i % QUESTIONS).contains(answer.text());
            answers.add(right ? answer : answer.with("not what the seed gives alone"));
        }
        return answers;
    }
}
