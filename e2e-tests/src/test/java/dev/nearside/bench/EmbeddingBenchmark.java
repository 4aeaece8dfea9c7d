package dev.nearside.bench;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import dev.nearside.e2e.Browsers;
import dev.nearside.e2e.PlainPage;
import dev.nearside.e2e.ServerProcess;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * {@code near.embeddings} and {@code near.tokenizer} against {@code @huggingface/transformers} in one Chromium, with the
 * same ONNX file on wasm and the same number of threads, in turns: tokens a second, texts a second, the time until the
 * first vector, bytes loaded. Prints; asserts only that both compute the same vector.
 *
 * <pre>mvn -Dquickly -Pbench verify</pre>
 */
public final class EmbeddingBenchmark {
    private static final int ROUNDS = 11;
    private static final int LOADS = 5;
    private static final Path ROOT = Path.of(System.getProperty("nearside.root", ".."));
    private static final Path MODELS = ROOT.resolve("models/target");

    private final Browser browser;
    private final ServerProcess server;
    private final PeerSite peer;

    private EmbeddingBenchmark(Browser browser, ServerProcess server, PeerSite peer) {
        this.browser = browser;
        this.server = server;
        this.peer = peer;
    }

    /** Takes no arguments. */
    public static void main(String[] arguments) throws IOException {
        Path modules = ROOT.resolve("e2e-tests/bench/node_modules").toAbsolutePath();
        try (Browsers browsers = Browsers.find();
                Browser browser = browsers.launch(Browsers.Gpu.NO_ADAPTER);
                ServerProcess server = ServerProcess.start(Files.createTempDirectory("nearside-bench-models"));
                PeerSite peer = new PeerSite(modules, peerModels())) {
            System.out.println(
                    "Chromium " + browser.version() + "; ratios above 1: ahead of @huggingface/transformers");
            EmbeddingBenchmark benchmark = new EmbeddingBenchmark(browser, server, peer);
            benchmark.compareLoading();
            benchmark.compareWork("wasm-gc");
            benchmark.compareWork("js");
        }
    }

    /** Our graph and the tokenizer that ours was compiled from, in the layout of the peer's hub. */
    private static Path peerModels() throws IOException {
        Path models = Files.createTempDirectory("nearside-bench-peer");
        Path folder = models.resolve("all-minilm-l6-v2");
        Path ignored = Files.createDirectories(folder.resolve("onnx"));
        Files.copy(
                MODELS.resolve("classes/models/all-minilm-l6-v2/all-minilm-l6-v2-int8.onnx"),
                folder.resolve("onnx/model_quantized.onnx"));
        Files.copy(
                MODELS.resolve("unpacked/all-minilm-l6-v2/all-minilm-l6-v2-tokenizer.json"),
                folder.resolve("tokenizer.json"));
        Files.writeString(folder.resolve("config.json"), """
                {"model_type": "bert", "architectures": ["BertModel"], "hidden_size": 384, "num_attention_heads": 12,
                 "num_hidden_layers": 6, "vocab_size": 30522, "max_position_embeddings": 512}""");
        Files.writeString(folder.resolve("tokenizer_config.json"), """
                {"tokenizer_class": "BertTokenizer", "model_max_length": 256, "do_lower_case": true,
                 "pad_token": "[PAD]", "unk_token": "[UNK]", "cls_token": "[CLS]", "sep_token": "[SEP]"}""");
        return models;
    }

    private void compareLoading() throws IOException {
        List<Double> ourCold = new ArrayList<>();
        List<Double> ourWarm = new ArrayList<>();
        List<Double> theirCold = new ArrayList<>();
        List<Double> theirWarm = new ArrayList<>();
        double ourBytes = 0;
        long theirBytes = 0;
        for (int i = 0; i < LOADS; i++) {
            try (BrowserContext context = browser.newContext()) {
                Page page = ours(context);
                ourCold.add(open(page, "our-embeddings.js", Map.of("backend", "wasm-gc")));
                page.waitForTimeout(1000);
                ourBytes =
                        number(page.evaluate("() => bench.near.ledger().reduce((sum, each) => sum + each.bytesIn, 0)"));
                page.close();
                ourWarm.add(open(ours(context), "our-embeddings.js", Map.of("backend", "wasm-gc")));
            }
            try (BrowserContext context = browser.newContext()) {
                long before = peer.bytes();
                Page page = theirs(context);
                theirCold.add(open(page, "peer-embeddings.js", Map.of("threads", threads())));
                theirBytes = peer.bytes() - before;
                page.close();
                theirWarm.add(open(theirs(context), "peer-embeddings.js", Map.of("threads", threads())));
            }
        }
        Ratios.printTimes("first vector, cold (s)", ourCold, theirCold);
        Ratios.printTimes("first vector, warm (s)", ourWarm, theirWarm);
        System.out.printf(
                "%-34s %10.1f %10.1f   ratio %.2f%n",
                "MB loaded, compressed as sent", ourBytes / 1e6, theirBytes / 1e6, theirBytes / ourBytes);
    }

    private void compareWork(String backend) throws IOException {
        System.out.println(backend + ":");
        try (BrowserContext context = browser.newContext()) {
            Page ours = ours(context);
            Page theirs = theirs(context);
            List<?> ourVector = (List<?>) ours.evaluate(script("our-embeddings.js"), Map.of("backend", backend));
            List<?> theirVector = (List<?>) theirs.evaluate(script("peer-embeddings.js"), Map.of("threads", threads()));
            check(ourVector, theirVector);
            compare("tokens/s, text of 40,000 words", tokens(40_000), ours, theirs);
            compare("texts/s, short, one at a time", texts(10, 20, 1), ours, theirs);
            compare("texts/s, short, 32 at a time", texts(10, 32, 32), ours, theirs);
            compare("texts/s, long, one at a time", texts(130, 4, 1), ours, theirs);
            compare("texts/s, long, 16 at a time", texts(130, 16, 16), ours, theirs);
        }
    }

    /** Texts of words that are not all the same, made in the page from a seed. */
    private static final String WORDS = """
            const list = 'the a of moon lake engine sentence people never because between running quickly small house paper'
              .split(' ').concat('Gravitation tokenizers unbelievable windmill 1969 café e-mail, (see) below. Why?'.split(' '));
            let state = seed;
            const next = () => (state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff) / 0x80000000;
            const text = count => Array.from({length: count}, () => list[Math.floor(next() * list.length)]).join(' ');
            """;

    private static String tokens(int words) {
        return "async seed => { " + WORDS + "const {tokens, millis} = await bench.encode(text(" + words
                + ")); return tokens / millis * 1000; }";
    }

    private static String texts(int words, int count, int batch) {
        return "async seed => { " + WORDS
                + "const all = Array.from({length: %d}, () => text(%d)); const start = performance.now();"
                        .formatted(count, words)
                + "for (let i = 0; i < all.length; i += %d) { await bench.embed(all.slice(i, i + %d)); }"
                        .formatted(batch, batch)
                + "return all.length / (performance.now() - start) * 1000; }";
    }

    private static void compare(String what, String script, Page ours, Page theirs) {
        List<Double> mine = new ArrayList<>();
        List<Double> other = new ArrayList<>();
        double warmUp = number(ours.evaluate(script, 1)) + number(theirs.evaluate(script, 1));
        for (int i = 0; i < ROUNDS && warmUp > 0; i++) {
            if (i % 2 == 0) {
                mine.add(number(ours.evaluate(script, 2 + i)));
                other.add(number(theirs.evaluate(script, 2 + i)));
            } else {
                other.add(number(theirs.evaluate(script, 2 + i)));
                mine.add(number(ours.evaluate(script, 2 + i)));
            }
        }
        Ratios.printRates(what, mine, other);
    }

    private Page ours(BrowserContext context) {
        return PlainPage.isolated(context, server).page();
    }

    private Page theirs(BrowserContext context) {
        Page page = context.newPage();
        page.navigate(peer.address());
        return page;
    }

    /** Milliseconds until the first vector is there. */
    private static double open(Page page, String script, Map<String, Object> settings) throws IOException {
        long start = System.nanoTime();
        Object vector = page.evaluate(script(script), settings);
        if (!(vector instanceof List<?> numbers) || numbers.size() != 384) {
            throw new IllegalStateException(script + " gave " + vector);
        }
        return (System.nanoTime() - start) / 1e6;
    }

    private static void check(List<?> ours, List<?> theirs) {
        double cosine = 0;
        for (int i = 0; i < ours.size(); i++) {
            cosine += number(ours.get(i)) * number(theirs.get(i));
        }
        if (cosine < 0.999) {
            throw new IllegalStateException("the two do not agree: cosine " + cosine);
        }
    }

    static int threads() {
        // As the engine chooses: half of the processors, four at most.
        return Math.min(4, (Runtime.getRuntime().availableProcessors() + 1) / 2);
    }

    private static double number(Object value) {
        return ((Number) value).doubleValue();
    }

    static String script(String name) throws IOException {
        try (InputStream in = EmbeddingBenchmark.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("there is no resource " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
