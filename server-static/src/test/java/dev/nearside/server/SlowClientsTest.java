package dev.nearside.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clients that send a byte now and then, many of them: more than the server has threads. */
@Timeout(300)
class SlowClientsTest {
    private static final int MANY = 300;
    private static final String SLOW_HEAD = "GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Long: ";
    private static final String SLOW_BODY = """
            POST /v1/embeddings HTTP/1.1\r
            Host: localhost\r
            Content-Type: application/json\r
            Content-Length: 100000\r
            \r
            {"model":\"""";
    private static final String SLOW_CHUNKS = """
            POST /v1/embeddings HTTP/1.1\r
            Host: localhost\r
            Content-Type: application/json\r
            Transfer-Encoding: chunked\r
            \r
            """;

    @TempDir
    Path models;

    private final ScheduledExecutorService drip = Executors.newSingleThreadScheduledExecutor();
    private final List<Socket> sockets = new ArrayList<>();
    private RunningServer server;

    @BeforeEach
    void start() {
        // They drip four times as often as a connection may rest.
        server = RunningServer.with(ServerSettings.onFreePort(models), Duration.ofSeconds(2));
    }

    @AfterEach
    void stop() throws IOException {
        drip.shutdownNow();
        for (Socket socket : sockets) {
            socket.close();
        }
        server.close();
    }

    @Test
    void headsThatNeverEndAreCutOffWhileOthersAreAnswered() throws Exception {
        hang(SLOW_HEAD, "a");

        assertOthersAreAnswered();
        assertAllAreClosed();
    }

    @Test
    void bodiesThatNeverEndAreCutOffWhileOthersAreAnswered() throws Exception {
        hang(SLOW_BODY, "a");

        assertOthersAreAnswered();
        assertAllAreClosed();
    }

    @Test
    void chunksThatNeverEndAreCutOffWhileOthersAreAnswered() throws Exception {
        hang(SLOW_CHUNKS, "1\r\na\r\n");

        assertOthersAreAnswered();
        assertAllAreClosed();
    }

    @Test
    void aSecondRequestThatNeverEndsIsCutOffToo() throws Exception {
        hang("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n" + SLOW_HEAD, "a");

        assertOthersAreAnswered();
        assertAllAreClosed();
    }

    @Test
    void connectionsThatSayNothingAreClosed() throws Exception {
        for (int i = 0; i < MANY; i++) {
            sockets.add(server.connect());
        }

        assertOthersAreAnswered();
        assertAllAreClosed();
    }

    @Test
    void anAnswerMayTakeLongerThanARequest() throws Exception {
        byte[] big = new byte[64 << 20];
        TestModels.install(models, "big", big);
        long received;

        try (Socket socket = server.connect()) {
            socket.setSoTimeout(60_000);
            send(socket, "GET /models/big/model.onnx HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            InputStream in = socket.getInputStream();
            received = in.readNBytes(1000).length;
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
            while (System.nanoTime() < end) {
                received += in.readNBytes(1000).length;
                TimeUnit.MILLISECONDS.sleep(50);
            }
            received += in.readAllBytes().length;
        }

        assertThat(received).isGreaterThan(big.length);
    }

    /** Opens them all, and has each send a little twice a second. */
    private void hang(String start, String little) throws IOException {
        for (int i = 0; i < MANY; i++) {
            Socket socket = server.connect();
            send(socket, start);
            sockets.add(socket);
        }
        ScheduledFuture<?> dripping = drip.scheduleAtFixedRate(
                () -> sockets.forEach(each -> tryTo(each, little)), 0, 500, TimeUnit.MILLISECONDS);
        assertThat(dripping.isDone()).isFalse();
    }

    private static void tryTo(Socket socket, String text) {
        try {
            send(socket, text);
        } catch (IOException e) {
            // The server closed it: that is what is waited for.
            assertThat(e).isNotNull();
        }
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    private void assertOthersAreAnswered() throws Exception {
        for (int i = 0; i < 20; i++) {
            assertThat(server.get("/healthz").statusCode()).isEqualTo(200);
            assertThat(server.post("/v1/embeddings", "{\"model\":\"none\",\"input\":\"a\"}")
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    private void assertAllAreClosed() {
        assertThat(sockets).hasSize(MANY).allSatisfy(socket -> assertThat(endsBy(socket))
                .isTrue());
    }

    /** Whether the server closes it; it may say why before. */
    private static boolean endsBy(Socket socket) throws IOException {
        socket.setSoTimeout(120_000);
        try {
            while (socket.getInputStream().read() >= 0) {
                // What it says does not matter here.
            }
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (SocketException e) {
            // Reset, as it had sent what was never read.
            return true;
        }
    }
}
