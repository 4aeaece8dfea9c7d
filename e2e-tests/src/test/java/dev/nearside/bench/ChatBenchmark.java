package dev.nearside.bench;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import dev.nearside.catalog.Manifest;
import dev.nearside.catalog.ManifestReader;
import dev.nearside.e2e.Browsers;
import dev.nearside.e2e.PlainPage;
import dev.nearside.e2e.ServerProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code near.chat} against {@code @huggingface/transformers} in one Chromium: SmolLM2-135M-Instruct with the same integer
 * weights and prompts on wasm with the same number of threads, in turns. Time to first token, prefill and decode at two
 * contexts, cold and warm load, peak memory. Prints; says so and ends where the model cannot be had.
 *
 * <pre>mvn -Dquickly -Pbench verify -Dnearside.chat.models=FOLDER -Dnearside.chat.gguf=FILE</pre>
 */
public final class ChatBenchmark {
    static final String MODEL = "smollm2-135m-instruct";
    private static final int ROUNDS = Integer.getInteger("nearside.chat.rounds", 3);
    private static final int TOKENS = 32;
    /** Tokens of the template around a system message of {@code n} words, and its number. */
    private static final int AROUND = 20;

    static final Path ROOT = Path.of(System.getProperty("nearside.root", ".."));

    private final Browsers browsers;
    private final ServerProcess server;
    private final PeerSite peer;

    private ChatBenchmark(Browsers browsers, ServerProcess server, PeerSite peer) {
        this.browsers = browsers;
        this.server = server;
        this.peer = peer;
    }

    /** Takes no arguments. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Optional<Path> there = models();
        if (there.isEmpty()) {
            System.out.println("chat: skipped, " + MODEL + " cannot be pulled here");
            return;
        }
        Path models = there.get();
        Manifest manifest =
                ManifestReader.read(Files.readString(models.resolve(MODEL).resolve("manifest.json")));
        Path layouts = Files.createTempDirectory("nearside-bench-peer");
        TransformersLayout.write(models.resolve(MODEL), manifest, layouts.resolve(MODEL));
        Optional<Path> gguf = JvmPeerTokenizer.gguf(layouts);
        if (gguf.isEmpty()) {
            System.out.println("chat: skipped, the peer's tokenizer cannot be had here");
            return;
        }
        JvmPeerTokenizer.write(gguf.get(), layouts.resolve(MODEL));
        Path modules = ROOT.resolve("e2e-tests/bench/node_modules").toAbsolutePath();
        try (Browsers browsers = Browsers.find();
                ServerProcess server = ServerProcess.start(models);
                PeerSite peer = new PeerSite(modules, layouts)) {
            System.out.println(MODEL + "; ratios above 1: ahead of @huggingface/transformers");
            ChatBenchmark benchmark = new ChatBenchmark(browsers, server, peer);
            benchmark.compareLoading();
            benchmark.compareWork();
        }
    }

    /** A folder that has the model, pulled if it must be and can be. */
    static Optional<Path> models() throws IOException, InterruptedException {
        Path models = Path.of(System.getProperty("nearside.chat.models", ROOT.resolve("e2e-tests/target/chat") + ""));
        if (Files.exists(models.resolve(MODEL).resolve("manifest.json"))) {
            return Optional.of(models);
        }
        Process pull = ServerProcess.run(List.of("pull", MODEL, "--models", models.toString()));
        String said = new String(pull.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (pull.waitFor() == 0) {
            return Optional.of(models);
        }
        System.out.println(said.strip());
        return Optional.empty();
    }

    /**
     * Cold: a browser that was never here. Warm: the person comes back after an answer of some length; the browser was
     * closed in between.
     */
    private void compareLoading() throws IOException {
        List<List<Visit>> ours = List.of(new ArrayList<>(), new ArrayList<>());
        List<List<Visit>> theirs = List.of(new ArrayList<>(), new ArrayList<>());
        for (int i = 0; i < ROUNDS; i++) {
            Path profile = Files.createTempDirectory("nearside-bench-profile");
            for (int visit = 0; visit < 2; visit++) {
                ours.get(visit).add(visit(profile, true));
                theirs.get(visit).add(visit(profile, false));
            }
        }
        Ratios.printTimes("load and 2 tokens, cold (s)", millis(ours.get(0)), millis(theirs.get(0)));
        Ratios.printTimes("load and 2 tokens, warm (s)", millis(ours.get(1)), millis(theirs.get(1)));
        Ratios.printTimes("peak memory, context 1,024 (GB)", peaks(ours.get(1)), peaks(theirs.get(1)));
    }

    /**
     * A browser's life.
     *
     * @param millis until the model has answered two tokens
     * @param peak the most megabytes that a tab's process held, after a prompt of 1,024 tokens
     */
    private record Visit(double millis, double peak) {}

    private static List<Double> millis(List<Visit> visits) {
        return visits.stream().map(Visit::millis).toList();
    }

    private static List<Double> peaks(List<Visit> visits) {
        return visits.stream().map(Visit::peak).toList();
    }

    private Visit visit(Path profile, boolean isOurs) throws IOException {
        try (BrowserContext context = browsers.launch(Browsers.Gpu.NO_ADAPTER, profile)) {
            Page page = isOurs ? PlainPage.isolated(context, server).page() : theirs(context);
            double millis = open(page, isOurs);
            return new Visit(millis, peak(page, 1024 - AROUND));
        }
    }

    private void compareWork() throws IOException {
        try (Browser browser = browsers.launch(Browsers.Gpu.NO_ADAPTER);
                BrowserContext ourContext = browser.newContext();
                BrowserContext theirContext = browser.newContext()) {
            System.out.println("Chromium " + browser.version());
            Page ours = PlainPage.isolated(ourContext, server).page();
            Page theirs = theirs(theirContext);
            double loading = open(ours, true) + open(theirs, false);
            System.out.printf("both loaded once more in %.1f s%n", loading / 1000);
            for (int context : new int[] {128, 1024}) {
                compareAt(context, ours, theirs);
            }
        }
    }

    private static void compareAt(int context, Page ours, Page theirs) {
        List<List<Double>> mine = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        List<List<Double>> other = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (int i = 0; i < ROUNDS; i++) {
            boolean oursFirst = i % 2 == 0;
            if (oursFirst) {
                add(mine, answer(ours, context - AROUND, i));
            }
            add(other, answer(theirs, context - AROUND, i));
            if (!oursFirst) {
                add(mine, answer(ours, context - AROUND, i));
            }
        }
        Ratios.printTimes("first token, context " + context + " (s)", mine.get(0), other.get(0));
        Ratios.printRates("prefill tok/s, context " + context, mine.get(1), other.get(1));
        Ratios.printRates("decode tok/s, context " + context, mine.get(2), other.get(2));
    }

    private static void add(List<List<Double>> lists, Map<?, ?> answer) {
        lists.get(0).add(number(answer.get("first")));
        lists.get(1).add(number(answer.get("prefill")));
        lists.get(2).add(number(answer.get("decode")));
    }

    /** An answer to a prompt that begins with another word each time, so that nothing of the last one is used again. */
    private static Map<?, ?> answer(Page page, int length, int seed) {
        return (Map<?, ?>) page.evaluate(
                "([length, tokens, seed]) => bench.answer(length, tokens, seed)", List.of(length, TOKENS, 10 + seed));
    }

    /** The most megabytes that a process of this browser held so far, after an answer; 0 where that is not to be known. */
    private static double peak(Page page, int length) {
        double prompt = number(answer(page, length, 0).get("prompt"));
        if (prompt < length) {
            throw new IllegalStateException("the prompt had " + prompt + " tokens, not " + length);
        }
        return ProcessHandle.current()
                .descendants()
                .mapToDouble(ChatBenchmark::peakOf)
                .max()
                .orElse(0);
    }

    private static double peakOf(ProcessHandle process) {
        Path folder = Path.of("/proc", Long.toString(process.pid()));
        try {
            if (!Files.readString(folder.resolve("cmdline")).contains("--type=renderer")) {
                return 0;
            }
            for (String line : Files.readAllLines(folder.resolve("status"))) {
                if (line.startsWith("VmHWM:")) {
                    return Double.parseDouble(line.replaceAll("\\D", "")) / 1000;
                }
            }
        } catch (IOException gone) {
            return 0;
        }
        return 0;
    }

    private Page theirs(BrowserContext context) {
        Page page = context.newPage();
        page.navigate(peer.address());
        page.setDefaultTimeout(0);
        return page;
    }

    /** Milliseconds until the model has answered two tokens. */
    private static double open(Page page, boolean ours) throws IOException {
        String script = EmbeddingBenchmark.script(ours ? "our-chat.js" : "peer-chat.js");
        Map<String, Object> settings = ours
                ? Map.of("backend", "wasm-gc", "model", MODEL)
                : Map.of("threads", EmbeddingBenchmark.threads(), "model", MODEL);
        long start = System.nanoTime();
        if (number(page.evaluate(script, settings)) < 1) {
            throw new IllegalStateException("an empty prompt");
        }
        return (System.nanoTime() - start) / 1e6;
    }

    private static double number(@Nullable Object value) {
        return ((Number) Objects.requireNonNull(value, "the page left a number out")).doubleValue();
    }
}
