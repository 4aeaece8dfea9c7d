package dev.nearside.server.openai;

import dev.nearside.server.chat.ChatSettings;
import dev.nearside.server.chat.HeldRuntime;
import dev.nearside.server.chat.JvmModels;
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
import java.util.concurrent.CompletableFuture;

/** OpenAI's routes alone, over models that a test can hold up. */
final class ChatServer implements AutoCloseable {
    static final ChatLimits LIMITS =
            new ChatLimits(1 << 20, 50, 100_000, Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMillis(20));
    static final ChatSettings SETTINGS = new ChatSettings(Duration.ofMinutes(10), 1L << 30, 20, 1);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final HeldRuntime runtime;
    private final EmbeddingRoutes embeddings;
    private final JvmModels models;
    private final Javalin javalin;

    ChatServer(Path folder, ChatSettings settings, ChatLimits limits) {
        ModelLibrary library = ModelLibrary.open(folder);
        runtime = new HeldRuntime(new OnnxRuntime(library::graph));
        embeddings = new EmbeddingRoutes(library, () -> runtime, meters);
        models = new JvmModels(library, () -> runtime, settings, meters);
        OpenAiRoutes routes =
                new OpenAiRoutes(embeddings, new Answering(new JvmDispatch(models), RemoteEmbeddings.NONE), limits);
        javalin = Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    config.routes.exception(Exception.class, (e, ctx) -> {
                        ApiError error = ApiError.of(e);
                        ctx.status(error.status())
                                .contentType("application/json")
                                .result(error.toJson());
                    });
                    routes.addTo(config.routes);
                })
                .start("127.0.0.1", 0);
    }

    HeldRuntime runtime() {
        return runtime;
    }

    JvmModels models() {
        return models;
    }

    double gauge(String name) {
        return meters.get(name).gauge().value();
    }

    /** How many requests ended so. */
    double ended(String outcome) {
        return meters.find("nearside.chat.requests").tag("outcome", outcome).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    HttpRequest request(String path, String json) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + javalin.port() + path))
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .header("Content-Type", "application/json")
                .timeout(Duration.ofMinutes(2))
                .build();
    }

    CompletableFuture<HttpResponse<String>> post(String json) {
        return client.sendAsync(request("/v1/chat/completions", json), HttpResponse.BodyHandlers.ofString());
    }

    /** Sends a chat over a socket of its own, whose answer the caller reads. */
    Socket send(String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        Socket socket = connect();
        socket.getOutputStream()
                .write(("POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                                + "Content-Length: " + body.length + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(body);
        socket.getOutputStream().flush();
        return socket;
    }

    Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), javalin.port());
        socket.setSoTimeout(60_000);
        return socket;
    }

    @Override
    public void close() {
        runtime.letAll();
        models.close();
        javalin.stop();
        embeddings.close();
    }
}
