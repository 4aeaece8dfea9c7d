package dev.nearside.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A body of a gigabyte: refused before it is all here, and never all in memory. */
@Timeout(300)
class HugeBodyTest {
    private static final long GIGABYTE = 1L << 30;

    @TempDir
    static Path models;

    private static RunningServer server;

    @BeforeAll
    static void start() {
        server = RunningServer.with(models);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/embeddings, Content-Length: 1073741824",
        "/v1/embeddings, Transfer-Encoding: chunked",
        "/v1/chat/completions, Content-Length: 1073741824",
        "/v1/chat/completions, Transfer-Encoding: chunked",
        "/v1/completions, Content-Length: 1073741824",
        "/v1/route/explain, Content-Length: 1073741824",
        "/api/pull, Content-Length: 1073741824",
        "/api/pull, Transfer-Encoding: chunked",
        "/healthz, Content-Length: 1073741824",
        "/v1/nothing, Transfer-Encoding: chunked",
    })
    void isRefusedEarlyAndTheServerServesOn(String path, String length) throws Exception {
        long sent;
        String answer;

        try (Socket socket = server.connect()) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" + length
                            + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            sent = sendUntilRefused(socket, length.startsWith("Transfer"));
            answer = read(socket);
        }

        assertThat(sent).isLessThan(GIGABYTE);
        // Who still sends when the connection is closed may see it reset, and no answer.
        assertThat(answer).satisfiesAnyOf(text -> assertThat(text).isEmpty(), text -> assertThat(text)
                .containsPattern("^HTTP/1.1 4\\d\\d "));
        assertThat(server.get("/healthz").statusCode()).isEqualTo(200);
    }

    /** How many bytes went out until the server closed, or answered. */
    private static long sendUntilRefused(Socket socket, boolean chunked) throws IOException {
        byte[] spaces = new byte[1 << 16];
        Arrays.fill(spaces, (byte) ' ');
        OutputStream out = socket.getOutputStream();
        long sent = 0;
        try {
            while (sent < GIGABYTE && socket.getInputStream().available() == 0) {
                if (chunked) {
                    out.write("10000\r\n".getBytes(StandardCharsets.US_ASCII));
                }
                out.write(spaces);
                if (chunked) {
                    out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
                }
                sent += spaces.length;
            }
        } catch (SocketException e) {
            assertThat(e).isNotNull();
        }
        return sent;
    }

    private static String read(Socket socket) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        InputStream in = socket.getInputStream();
        try {
            for (int next = in.read(); next >= 0 && bytes.size() < 1000; next = in.read()) {
                bytes.write(next);
            }
        } catch (IOException e) {
            assertThat(e).isInstanceOf(SocketException.class);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
