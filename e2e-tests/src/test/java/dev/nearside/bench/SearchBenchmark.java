package dev.nearside.bench;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import dev.nearside.e2e.Browsers;
import dev.nearside.e2e.PlainPage;
import dev.nearside.e2e.ServerProcess;
import dev.nearside.json.JsonCursor;
import dev.nearside.retrieval.Chunk;
import dev.nearside.retrieval.ChunkVectors;
import dev.nearside.retrieval.Document;
import dev.nearside.retrieval.IndexedDocument;
import dev.nearside.retrieval.IndexedDocumentFormat;
import dev.nearside.retrieval.Provenance;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * How long {@code near.search.query} searches 5,000 chunks in the tab, in both compiled forms, and whether memory grows
 * over 1,000 searches. The chunks are made here, of words as frequent as in a language and vectors at random, and are
 * imported. Prints; asserts nothing, as machines differ.
 *
 * <pre>mvn -Dquickly -Pbench verify</pre>
 */
public final class SearchBenchmark {
    private static final int DOCUMENTS = 50;
    private static final int CHUNKS = 100;
    private static final int WORDS = 120;
    private static final int VOCABULARY = 20_000;
    private static final int DIMENSIONS = 384;
    private static final int SEARCHES = 1_000;

    private SearchBenchmark() {}

    /** Takes no arguments. */
    public static void main(String[] arguments) throws IOException {
        String collection = Base64.getEncoder().encodeToString(collection());
        try (Browsers browsers = Browsers.find();
                Browser browser = browsers.launch(Browsers.Gpu.NO_ADAPTER);
                ServerProcess server = ServerProcess.start(Files.createTempDirectory("nearside-bench-models"))) {
            System.out.println("Chromium " + browser.version() + ", " + DOCUMENTS * CHUNKS + " chunks of " + WORDS
                    + " words and " + DIMENSIONS + " dimensions");
            measure("wasm-gc", browser, server, collection);
            measure("js", browser, server, collection);
        }
    }

    private static void measure(String backend, Browser browser, ServerProcess server, String collection) {
        try (BrowserContext context = browser.newContext()) {
            PlainPage page = PlainPage.isolated(context, server);
            page.open(Map.of("provider", "wasm", "backend", backend));
            page.page().evaluate("base64 => { window.collection = base64; }", collection);
            JsonCursor imported = page.evaluate("""
                    async near => {
                      const start = performance.now();
                      const bytes = Uint8Array.from(atob(window.collection), c => c.charCodeAt(0));
                      const {documents} = await near.search.import(new Blob([bytes]));
                      return {documents, millis: performance.now() - start, bytes: bytes.length};
                    }""");
            List<JsonCursor> rounds = new ArrayList<>();
            // A call ends after 90 seconds at the latest, so the searches are asked for in parts.
            for (int i = 0; i < 5; i++) {
                rounds.add(page.evaluate(searches(i * SEARCHES / 5, SEARCHES / 5)));
            }
            System.out.printf(
                    "%s: %d documents (%,d bytes) imported in %.0f ms%n",
                    backend,
                    imported.field("documents").asInt(),
                    imported.field("bytes").asInt(),
                    imported.field("millis").asDouble());
            print(rounds);
        }
    }

    private static String searches(int first, int count) {
        return """
               async near => {
                 const search = [], embed = [];
                 for (let i = %d; i < %d; i++) {
                   const {timings, passages} = await near.search.query(`w${i %% 50} w${100 + 7 * i} and the w${3 * i}`);
                   if (passages.length === 0) { throw new Error('nothing found'); }
                   search.push(timings.search);
                   embed.push(timings.embed);
                 }
                 const memory = await performance.measureUserAgentSpecificMemory();
                 return {search, embed, bytes: memory.bytes};
               }""".formatted(first, first + count);
    }

    private static void print(List<JsonCursor> rounds) {
        List<Double> search = new ArrayList<>();
        List<Double> embed = new ArrayList<>();
        StringBuilder memory = new StringBuilder();
        for (JsonCursor round : rounds) {
            round.field("search").items().forEach(time -> search.add(time.asDouble()));
            round.field("embed").items().forEach(time -> embed.add(time.asDouble()));
            memory.append(String.format(" %.1f", round.field("bytes").asDouble() / 1e6));
        }
        System.out.printf("  search: %s (aim: under 20 ms)%n", Samples.of(search));
        System.out.printf("  embedding the question: %s%n", Samples.of(embed));
        System.out.printf("  MB after each %d searches:%s (aim: flat)%n", SEARCHES / 5, memory);
    }

    private static byte[] collection() {
        Random random = new Random(20261123);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < DOCUMENTS; i++) {
            StringBuilder text = new StringBuilder();
            List<Chunk> chunks = new ArrayList<>();
            List<float[]> vectors = new ArrayList<>();
            for (int c = 0; c < CHUNKS; c++) {
                int start = text.length();
                for (int w = 0; w < WORDS; w++) {
                    // Zipf's law: the k-th most frequent word comes with a frequency of about 1/k.
                    text.append('w')
                            .append((int) Math.pow(VOCABULARY, random.nextDouble()))
                            .append(' ');
                }
                chunks.add(new Chunk(start, text.length() - 1, ""));
                text.setCharAt(text.length() - 1, '\n');
                vectors.add(unitVector(random));
            }
            String id = "document-" + i;
            out.writeBytes(IndexedDocumentFormat.write(new IndexedDocument(
                    id,
                    Document.ofText(id + ".txt", text.toString()),
                    chunks,
                    ChunkVectors.of(DIMENSIONS, vectors),
                    new Provenance(text.length(), 0, "all-minilm-l6-v2"))));
        }
        return out.toByteArray();
    }

    private static float[] unitVector(Random random) {
        float[] vector = new float[DIMENSIONS];
        double squares = 0;
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) random.nextGaussian();
            squares += vector[i] * vector[i];
        }
        for (int i = 0; i < vector.length; i++) {
            vector[i] /= (float) Math.sqrt(squares);
        }
        return vector;
    }
}
