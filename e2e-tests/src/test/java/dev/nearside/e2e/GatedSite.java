package dev.nearside.e2e;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A server's pages and models under another address, where a download of weights stops after so many bytes until it is
 * let go on.
 */
final class GatedSite implements AutoCloseable {
    private static final Set<String> PASSED_ON = Set.of("range", "if-range", "if-none-match", "accept-encoding");
    private static final Set<String> OWN = Set.of("content-length", "transfer-encoding", "connection", "date");

    private final ServerProcess server;
    private final HttpServer site;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<String> weights = new CopyOnWriteArrayList<>();
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile long passed = Long.MAX_VALUE;

    GatedSite(ServerProcess server) {
        this.server = server;
        try {
            site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        site.setExecutor(threads);
        site.createContext("/", this::answer);
        site.start();
    }

    /** The address of a path on it. */
    String at(String path) {
        return "http://127.0.0.1:" + site.getAddress().getPort() + path;
    }

    /** Lets so many bytes of each answer with weights pass, and holds the rest back until {@link #open}. */
    void holdAfter(long bytes) {
        passed = bytes;
        gate = new CountDownLatch(1);
    }

    /** Lets everything pass. */
    void open() {
        passed = Long.MAX_VALUE;
        gate.countDown();
    }

    /** What was asked for of weights, as {@code model_int8-1.bin bytes=0-}, in order. */
    List<String> weights() {
        return List.copyOf(weights);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            URI address = exchange.getRequestURI();
            boolean heavy =
                    address.getPath().endsWith(".bin") && !address.getPath().contains("tokenizer");
            if (heavy) {
                String path = address.getPath();
                weights.add(path.substring(path.lastIndexOf('/') + 1) + " "
                        + exchange.getRequestHeaders().getFirst("Range"));
            }
            HttpResponse<InputStream> response = client.send(request(exchange), BodyHandlers.ofInputStream());
            response.headers().map().forEach((name, values) -> {
                if (!OWN.contains(name) && !name.startsWith(":")) {
                    exchange.getResponseHeaders().put(name, new ArrayList<>(values));
                }
            });
            long length = response.headers().firstValueAsLong("content-length").orElse(0);
            exchange.sendResponseHeaders(
                    response.statusCode(), response.statusCode() == 304 || length == 0 ? -1 : length);
            try (InputStream in = response.body()) {
                send(in, exchange.getResponseBody(), heavy);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpRequest request(HttpExchange exchange) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(server.at(exchange.getRequestURI().toString())))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.noBody());
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (PASSED_ON.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return request.build();
    }

    private void send(InputStream in, OutputStream out, boolean heavy) throws IOException, InterruptedException {
        byte[] buffer = new byte[16384];
        long sent = 0;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            if (heavy && sent + read > passed) {
                out.flush();
                gate.await();
            }
            out.write(buffer, 0, read);
            sent += read;
        }
    }

    @Override
    public void close() {
        gate.countDown();
        site.stop(0);
        threads.shutdownNow();
    }
}
