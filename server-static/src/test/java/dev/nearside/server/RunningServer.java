package dev.nearside.server;

import dev.nearside.server.security.SlowClients;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A real server on a free port with the page of the tests, and ways to talk to it. */
final class RunningServer implements AutoCloseable {
    static final String SITE = "testsite/index.json";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final NearsideServer server;

    private RunningServer(NearsideServer server) {
        this.server = server;
    }

    static RunningServer with(Path models) {
        return with(ServerSettings.onFreePort(models));
    }

    static RunningServer with(ServerSettings settings) {
        return new RunningServer(NearsideServer.start(settings, SITE));
    }

    static RunningServer with(ServerSettings settings, Duration clientTimeout) {
        return new RunningServer(NearsideServer.start(settings, SITE, new SlowClients(clientTimeout)));
    }

    NearsideServer server() {
        return server;
    }

    int port() {
        return server.port();
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    /** GET with these headers, name and value in turn. */
    HttpResponse<String> get(String path, String... headers) throws Exception {
        return send("GET", path, headers);
    }

    HttpResponse<String> send(String method, String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .timeout(Duration.ofSeconds(20));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** POST of JSON with these headers, name and value in turn. */
    HttpResponse<String> post(String path, String json, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(60));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<byte[]> getBytes(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(20));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    /** Sends a request of these lines as they stand, the connection to be closed after it. */
    RawResponse raw(String... lines) throws IOException {
        return exchange(String.join("\r\n", List.of(lines)) + "\r\nConnection: close\r\n\r\n");
    }

    /** Sends this text and reads until the server closes. */
    RawResponse exchange(String text) throws IOException {
        try (Socket socket = connect()) {
            OutputStream out = socket.getOutputStream();
            out.write(text.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            return RawResponse.parse(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1));
        }
    }

    Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port());
        socket.setSoTimeout(20_000);
        return socket;
    }

    @Override
    public void close() {
        server.close();
    }
}
