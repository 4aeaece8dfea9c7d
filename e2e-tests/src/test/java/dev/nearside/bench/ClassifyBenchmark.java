package dev.nearside.bench;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import dev.nearside.e2e.Browsers;
import dev.nearside.e2e.PlainPage;
import dev.nearside.e2e.ServerProcess;
import dev.nearside.image.Picture;
import dev.nearside.json.Json;
import dev.nearside.json.JsonCursor;
import dev.nearside.vision.HeldOutDigits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * The inner run of {@code near.vision.classify} on wasm (tensor in, session run, scores out) against a page written by
 * hand that calls ONNX Runtime Web with the same model, files, thread count and input: in one Chromium, in turns. And
 * the size of the compiled Java on the wire. Prints; asserts nothing, as machines differ.
 *
 * <pre>mvn -Pbench -DskipTests verify</pre>
 */
public final class ClassifyBenchmark {
    private static final int WARM_UP = 4;
    private static final int ROUNDS = 20;
    private static final int RUNS = 50;

    private static final List<String> WASM_GC = List.of(
            "/app/loader.js",
            "/app/functions.js",
            "/app/runtime.js",
            "/app/page-functions.js",
            "/app/page.wasm",
            "/app/worker-functions.js",
            "/app/worker.wasm");

    private static final List<String> JS =
            List.of("/app/loader.js", "/app/functions.js", "/app/page.js", "/app/worker.js");

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
            benchmark.compare("wasm-gc");
            benchmark.compare("js");
            benchmark.printSize("wasm-gc", WASM_GC);
            benchmark.printSize("js", JS);
        }
    }

    private void compare(String backend) throws IOException {
        try (BrowserContext context = browser.newContext()) {
            PlainPage ours = PlainPage.isolated(context, server);
            PlainPage theirs = PlainPage.isolated(context, server);
            ours.open(Map.of("provider", "wasm", "backend", backend));
            int threads = ours.info().field("threads").asInt();
            Object opened = theirs.page().evaluate(handWritten(), peerSettings(threads));
            if (opened != null) {
                throw new IllegalStateException("hand-written.js gave " + opened);
            }
            Samples here = new Samples();
            Samples there = new Samples();
            alternate(ours, here, theirs, there);
            System.out.printf("%s, wasm, %d thread(s)%n", backend, threads);
            System.out.printf("  near.vision.classify, run: %s%n  written by hand:           %s%n", here, there);
            System.out.printf("  ratio of the medians: %.3f (aim: at most 1.10)%n", here.median() / there.median());
        }
    }

    private static void alternate(PlainPage ours, Samples here, PlainPage theirs, Samples there) {
        String pixels = Json.write(ours.evaluate(classify(1)).field("seen").value());
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            JsonCursor mine = ours.evaluate(classify(RUNS));
            JsonCursor other = theirs.evaluate("() => handWritten.runs(" + pixels + ", " + RUNS + ")");
            if (mine.field("best").asInt() != other.field("best").asInt()) {
                throw new IllegalStateException("the two do not agree: " + mine + " and " + other);
            }
            if (round >= 0) {
                here.add(mine.field("millis"));
                there.add(other.field("millis"));
            }
        }
    }

    /** A function that classifies one held-out digit again and again. */
    private static String classify(int runs) {
        Picture picture = HeldOutDigits.read().get(1500).toPicture(4, true);
        return "async near => { const bytes = Uint8ClampedArray.from(atob('"
                + Base64.getEncoder().encodeToString(picture.viewRgba()) + "'), c => c.charCodeAt(0));"
                + " const image = new ImageData(bytes, " + picture.width() + ", " + picture.height() + ");"
                + " const millis = []; let answer;"
                + " for (let i = 0; i < " + runs + "; i++) {"
                + " answer = await near.vision.classify(image); millis.push(answer.timings.run); }"
                + " return {millis, best: answer.index, seen: answer.seen}; }";
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
