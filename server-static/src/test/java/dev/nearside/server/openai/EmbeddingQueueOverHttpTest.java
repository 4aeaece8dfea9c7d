package dev.nearside.server.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.nearside.server.files.ModelLibrary;
import dev.nearside.server.onnx.OnnxRuntime;
import io.javalin.Javalin;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How requests queue for a model that the test holds up. */
class EmbeddingQueueOverHttpTest {
    private static final Limits LIMITS = new Limits(1 << 20, 2048, 8192, 5, 100_000, 64, Duration.ofSeconds(5));

    private final Semaphore gate = new Semaphore(0);
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final HttpClient client = HttpClient.newHttpClient();
    private GatedRuntime runtime;
    private EmbeddingRoutes routes;
    private Javalin server;

    @BeforeEach
    void start(@TempDir Path models) {
        ModelLibrary library = ModelLibrary.open(models);
        runtime = new GatedRuntime(new OnnxRuntime(library::graph), gate);
        routes = new EmbeddingRoutes(library, () -> runtime, meters, LIMITS);
        server = Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    config.routes.post("/v1/embeddings", ctx -> routes.embed(ctx, RemoteEmbeddings.NONE));
                })
                .start("127.0.0.1", 0);
    }

    @AfterEach
    void stop() {
        gate.release(1000);
        server.stop();
        routes.close();
    }

    private static String body(String... texts) throws IOException {
        return "{\"model\":\"all-minilm-l6-v2\",\"input\":" + new JsonMapper().writeValueAsString(texts) + "}";
    }

    private CompletableFuture<HttpResponse<String>> post(String... texts) throws IOException {
        URI address = URI.create("http://127.0.0.1:" + server.port() + "/v1/embeddings");
        HttpRequest request = HttpRequest.newBuilder(address)
                .POST(HttpRequest.BodyPublishers.ofString(body(texts)))
                .header("Content-Type", "application/json")
                .build();
        return client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
    }

    private Socket postAndHold(String... texts) throws IOException {
        byte[] body = body(texts).getBytes(StandardCharsets.UTF_8);
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.getOutputStream()
                .write(("POST /v1/embeddings HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                                + "Content-Length: " + body.length + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(body);
        socket.getOutputStream().flush();
        return socket;
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(end);
            Thread.sleep(10);
        }
    }

    private double waiting() {
        return meters.get("nearside.embeddings.queue.requests").gauge().value();
    }

    @Test
    void whatComesWhileTheModelRunsIsRunTogether() throws Exception {
        CompletableFuture<HttpResponse<String>> first = post("first");
        await(() -> runtime.arrived() == 2);
        List<CompletableFuture<HttpResponse<String>>> others = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            others.add(post("other " + i));
        }
        await(() -> waiting() == 5);

        gate.release(2);

        assertThat(first.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        for (CompletableFuture<HttpResponse<String>> other : others) {
            assertThat(other.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        }
        assertThat(runtime.arrived()).isEqualTo(3);
        assertThat(runtime.rows()).isEqualTo(1 + 1 + 4);
    }

    @Test
    void aFullQueueAnswers503WithATimeToComeBack() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> accepted = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            accepted.add(post("text " + i));
            int count = i + 1;
            await(() -> waiting() == count);
        }

        HttpResponse<String> refused = post("one too many").get(30, TimeUnit.SECONDS);

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).contains("1");
        gate.release(100);
        for (CompletableFuture<HttpResponse<String>> request : accepted) {
            assertThat(request.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void whatAClientThatLeftWantedIsNotRun() throws Exception {
        CompletableFuture<HttpResponse<String>> first = post("first");
        await(() -> runtime.arrived() == 2);
        try (Socket leaving = postAndHold("a", "b", "c", "d")) {
            await(() -> waiting() == 2);
            assertThat(leaving.isConnected()).isTrue();
        }

        await(() -> meters.get("nearside.embeddings.dropped").counter().count() == 1);
        gate.release(100);

        assertThat(first.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        assertThat(post("last").get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        assertThat(runtime.rows()).isEqualTo(1 + 1 + 1);
    }

    @Test
    void aRequestThatTakesTooLongIsToldSo() throws Exception {
        HttpResponse<String> response = post("never").get(30, TimeUnit.SECONDS);

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).contains("1");
        assertThat(response.body()).contains("within 5 s");
    }

    @Test
    void aShortRequestDoesNotWaitForTheEndOfALongOne() throws Exception {
        String[] many = new String[60];
        Arrays.fill(many, "a text of some ten tokens, and a few more of them");
        CompletableFuture<HttpResponse<String>> large = post(many);
        await(() -> runtime.arrived() == 2);
        CompletableFuture<HttpResponse<String>> small = post("short");
        await(() -> waiting() == 2);

        gate.release(3);

        assertThat(small.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        assertThat(large.isDone()).isFalse();
        gate.release(1000);
        assertThat(large.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    }
}
