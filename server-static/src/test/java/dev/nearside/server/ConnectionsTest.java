package dev.nearside.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ConnectionsTest {
    private static final int BIG = 64 << 20;

    @TempDir
    Path models;

    @Test
    void aClientThatOffersHttp2IsAnsweredInHttp1() throws Exception {
        try (RunningServer server = RunningServer.with(models)) {
            HttpClient client =
                    HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
            HttpRequest get = HttpRequest.newBuilder(server.uri("/healthz"))
                    .timeout(Duration.ofSeconds(10))
                    .build();
            HttpRequest post = HttpRequest.newBuilder(server.uri("/api/unknown"))
                    .header("Content-Type", "application/json")
                    .timeout(Duration.ofSeconds(10))
                    .POST(HttpRequest.BodyPublishers.ofString("{\"a\":1}"))
                    .build();

            assertThat(client.send(get, HttpResponse.BodyHandlers.ofString()).statusCode())
                    .isEqualTo(200);
            assertThat(client.send(post, HttpResponse.BodyHandlers.ofString()).statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void pipelinedRequestsAreAnsweredInOrder() throws Exception {
        try (RunningServer server = RunningServer.with(models)) {
            RawResponse all = server.exchange(String.join(
                    "",
                    "HEAD /index.html HTTP/1.1\r\nHost: localhost\r\n\r\n",
                    "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n",
                    "GET /nothing HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"));

            assertThat(all.status()).isEqualTo(200);
            // The HEAD's answer has no body, so the next status line follows at once.
            assertThat(all.body()).startsWith("HTTP/1.1 200").contains("HTTP/1.1 404");
        }
    }

    @Test
    void headersThatAreTooLargeAreRefusedClearly() throws Exception {
        try (RunningServer server = RunningServer.with(models)) {
            RawResponse response = server.raw("GET / HTTP/1.1", "Host: localhost", "X-Long: " + "a".repeat(40_000));

            assertThat(response.status()).isEqualTo(431);
            assertThat(response.body()).contains("request_header_fields_too_large");
        }
    }

    @Test
    void whatIsNoHttpIsRefusedClearly() throws Exception {
        try (RunningServer server = RunningServer.with(models)) {
            RawResponse response = server.exchange("what is this\r\n\r\n");

            assertThat(response.status()).isIn(400, 505);
            assertThat(response.body()).contains("\"error\"");
        }
    }

    @Test
    void stoppingLetsARequestUnderWayFinishAndTellsNewOnesToGo() throws Exception {
        TestModels.install(models, "big", new byte[BIG]);
        RunningServer server = RunningServer.with(models);
        CompletableFuture<Void> stopped;
        RawResponse refused;
        long received;

        try (Socket slow = server.connect()) {
            slow.getOutputStream()
                    .write("GET /models/big/model.onnx HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            InputStream in = slow.getInputStream();
            received = in.readNBytes(1000).length;
            stopped = CompletableFuture.runAsync(server::close);
            // Longer than the second after which Jetty by itself would cut a connection that rests.
            Thread.sleep(2500);
            refused = server.raw("GET /readyz HTTP/1.1", "Host: localhost");
            received += in.transferTo(OutputStream.nullOutputStream());
        }
        stopped.get(20, TimeUnit.SECONDS);

        assertThat(received).isGreaterThan(BIG);
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.body()).contains("service_unavailable");
    }

    @Test
    void aBodyOfSomeMegabytesIsReadToItsEnd() throws Exception {
        try (RunningServer server = RunningServer.with(models)) {
            HttpResponse<String> answer = server.post("/v1/embeddings", "{\"model\":\"" + "a".repeat(5 << 20) + "\"}");

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("\"error\"");
        }
    }

    @Test
    void aClientThatLeavesInTheMiddleDoesNoHarm() throws Exception {
        TestModels.install(models, "big", new byte[BIG]);
        try (RunningServer server = RunningServer.with(models)) {
            for (int i = 0; i < 20; i++) {
                try (Socket socket = server.connect()) {
                    socket.getOutputStream()
                            .write("GET /models/big/model.onnx HTTP/1.1\r\nHost: localhost\r\n\r\n"
                                    .getBytes(StandardCharsets.US_ASCII));
                    assertThat(socket.getInputStream().readNBytes(100)).hasSize(100);
                }
            }

            assertThat(server.get("/healthz").statusCode()).isEqualTo(200);
        }
    }
}
