package dev.nearside.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A site that serves {@code @huggingface/transformers} as a page of its own would: cross-origin isolated, kept by the
 * browser, code and WebAssembly compressed with gzip, the model in the layout of its hub.
 */
final class PeerSite implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> new Thread(task, "peer-site"));
    private final Path modules;
    private final Path models;
    private final AtomicLong bytes = new AtomicLong();
    private final Map<String, byte[]> compressed = new ConcurrentHashMap<>();

    /**
     * Starts it.
     *
     * @param modules the folder {@code node_modules}
     * @param models a folder of folders in the layout of its hub
     */
    PeerSite(Path modules, Path models) throws IOException {
        this.modules = modules;
        this.models = models;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    String address() {
        return "http://localhost:" + server.getAddress().getPort() + "/";
    }

    /** Bytes of bodies sent so far. */
    long bytes() {
        return bytes.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            byte @Nullable [] body = content(path);
            var headers = exchange.getResponseHeaders();
            headers.set("Cross-Origin-Opener-Policy", "same-origin");
            headers.set("Cross-Origin-Embedder-Policy", "require-corp");
            headers.set("Cache-Control", "public, max-age=31536000, immutable");
            headers.set("Content-Type", type(path));
            if (body == null) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            if (path.startsWith("/npm/")) {
                body = gzip(path, body);
                headers.set("Content-Encoding", "gzip");
            }
            bytes.addAndGet(body.length);
            exchange.sendResponseHeaders(200, body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        }
    }

    private byte @Nullable [] content(String path) throws IOException {
        if (path.startsWith("/npm/")) {
            Path file = modules.resolve(path.substring("/npm/".length())).normalize();
            return file.startsWith(modules) && Files.isRegularFile(file) ? Files.readAllBytes(file) : null;
        }
        if (path.startsWith("/models/")) {
            Path file = models.resolve(path.substring("/models/".length())).normalize();
            return file.startsWith(models) && Files.isRegularFile(file) ? Files.readAllBytes(file) : null;
        }
        return path.equals("/") ? text("<!doctype html><html lang=en><title>Peer</title><p>Nothing here.</p>") : null;
    }

    private byte[] gzip(String path, byte[] body) throws IOException {
        byte[] known = compressed.get(path);
        if (known == null) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
                gzip.write(body);
            }
            known = out.toByteArray();
            compressed.put(path, known);
        }
        return known;
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String type(String path) {
        if (path.endsWith("js")) {
            return "text/javascript";
        }
        if (path.endsWith(".wasm")) {
            return "application/wasm";
        }
        return path.endsWith("/")
                ? "text/html"
                : path.endsWith(".json") ? "application/json" : "application/octet-stream";
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
