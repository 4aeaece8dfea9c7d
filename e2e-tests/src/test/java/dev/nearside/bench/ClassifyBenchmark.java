package dev.nearside.bench;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import dev.nearside.e2e.Browsers;
import dev.nearside.e2e.PlainPage;
import dev.nearside.e2e.ServerProcess;
import dev.nearside.json.JsonCursor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The inner run of {@code near.vision.classify} on wasm (tensor in, session run, scores out) against a page written by
 * hand that calls ONNX Runtime Web with the same model, files, thread count and input: in one Chromium, in turns. And
 * the size of the compiled Java on the wire. Prints; asserts nothing, as machines differ.
 *
 * <pre>mvn -Dquickly -Pbench verify</pre>
 */
public final class ClassifyBenchmark {
    private static final int WARM_UP = 100;
    private static final int RUNS = 300;

    /** Pages opened anew: what the system gives a page's two threads lasts as long as the page. */
    private static final int PAGES = 7;

    private static final List<String> WASM_GC = List.of(
            "/app/loader.js",
            "/app/functions.js",
            "/app/runtime.js",
            "/app/page-functions.js",
            "/app/page.wasm",
            "/app/vision-functions.js",
            "/app/vision.wasm");

    private static final List<String> JS =
            List.of("/app/loader.js", "/app/functions.js", "/app/page.js", "/app/vision.js");

    private final ServerProcess server;
    private final Browser browser;
    private final SiteFiles files;

    private ClassifyBenchmark(ServerProcess server, Browser browser) {
        this.server = server;
        this.browser = browser;
        this.files = new SiteFiles(server);
    }

    /** Takes no arguments. */
    public static void main(String[] arguments) throws IOException {
        try (Browsers browsers = Browsers.find();
                Browser browser = browsers.launch(Browsers.Gpu.SOFTWARE);
                ServerProcess server = ServerProcess.start(Files.createTempDirectory("nearside-bench-models"))) {
            ClassifyBenchmark benchmark = new ClassifyBenchmark(server, browser);
            System.out.println("Chromium " + browser.version());
            benchmark.compare(List.of("wasm-gc", "js"));
            benchmark.printSize("wasm-gc", WASM_GC);
            benchmark.printSize("js", JS);
        }
    }

    private void compare(List<String> backends) throws IOException {
        Map<String, List<Double>> ratios = new TreeMap<>();
        for (int page = 1; page <= PAGES; page++) {
            for (String backend : backends) {
                ratios.computeIfAbsent(backend, each -> new ArrayList<>()).add(ratio(backend));
            }
        }
        ratios.forEach((backend, all) -> {
            List<Double> sorted = all.stream().sorted().toList();
            System.out.printf(
                    "%s: median of the ratios %.3f, %.3f to %.3f (aim: at most 1.10)%n",
                    backend, sorted.get(PAGES / 2), sorted.get(0), sorted.get(PAGES - 1));
        });
    }

    private double ratio(String backend) throws IOException {
        try (BrowserContext context = browser.newContext()) {
            PlainPage page = PlainPage.isolated(context, server);
            page.open(Map.of("provider", "wasm", "backend", backend));
            int threads = page.info().field("threads").asInt();
            Object opened = page.page().evaluate(handWritten(), peerSettings(threads));
            if (opened != null) {
                throw new IllegalStateException("hand-written.js gave " + opened);
            }
            JsonCursor warmUp = page.evaluate("near => compare(near, " + WARM_UP + ")");
            JsonCursor measured = page.evaluate("near => compare(near, " + RUNS + ")");
            Samples ours = Samples.of(measured.field("ours"));
            Samples theirs = Samples.of(measured.field("theirs"));
            double ratio = ours.median() / theirs.median();
            System.out.printf(
                    "%s, wasm, %d thread(s), warm after %d runs: ratio of the medians %.3f%n",
                    backend, threads, warmUp.field("ours").items().size(), ratio);
            System.out.printf("  near.vision.classify, run: %s%n  written by hand:           %s%n", ours, theirs);
            return ratio;
        }
    }

    private Map<String, Object> peerSettings(int threads) {
        return Map.of(
                "library", files.address("/ort/ort.jspi.min.mjs"),
                "mjs", files.address("/ort/ort-wasm-simd-threaded.jspi.mjs"),
                "wasm", files.address("/ort/ort-wasm-simd-threaded.jspi.wasm"),
                "model", "/models/digits/digits.onnx",
                "threads", threads);
    }

    private void printSize(String backend, List<String> names) {
        long total = 0;
        System.out.println("compiled Java, " + backend + ", with Brotli:");
        for (String name : names) {
            long bytes = files.brotliBytes(name);
            total += bytes;
            System.out.printf("  %-26s %,9d bytes%n", name, bytes);
        }
        System.out.printf("  %-26s %,9d bytes (aim: under 300,000)%n", "all", total);
    }

    private static String handWritten() throws IOException {
        try (InputStream in = ClassifyBenchmark.class.getResourceAsStream("hand-written.js")) {
            if (in == null) {
                throw new IllegalStateException("there is no resource hand-written.js");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
