package dev.nearside.server.hub;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.nearside.catalog.Sha256;
import dev.nearside.server.hub.transfer.HubSettings;
import dev.nearside.server.hub.transfer.HubSettings.Patience;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A server that behaves as Hugging Face's hub does, with one repository: an API that lists files with their hashes, small
 * files answered directly, large ones by a redirect to another host, tokens, and faults on demand.
 */
public final class FakeHub implements AutoCloseable {
    public static final String REPOSITORY = "ada/tiny-chat";
    public static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
    private static final JsonMapper JSON = new JsonMapper();
    private static final int LARGE = 1000;

    private final Map<String, byte[]> files = new TreeMap<>();
    private final Map<String, byte[]> served = new ConcurrentHashMap<>();
    private final Map<String, Long> announced = new ConcurrentHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final HttpServer hub = server();
    private final HttpServer delivery = server();
    private final AtomicInteger breaks = new AtomicInteger();
    private final AtomicInteger refusals = new AtomicInteger();
    private final AtomicInteger stalls = new AtomicInteger();
    private volatile @Nullable String token;
    private volatile boolean gated;
    private volatile boolean ranges = true;
    private volatile String version = "1";
    private volatile int millisBetweenPieces;

    /** A request that was made, to the hub or to the host that delivers large files. */
    public record Request(boolean toTheHub, String path, Optional<String> authorization, Optional<String> range) {}

    public FakeHub() {
        hub.createContext("/", exchange -> answer(exchange, this::ofHub));
        delivery.createContext("/", exchange -> answer(exchange, this::ofDelivery));
        hub.start();
        delivery.start();
    }

    /** A hub that has a chat model. */
    public static FakeHub withTinyChat() {
        FakeHub hub = new FakeHub();
        TinyChat.on(hub);
        return hub;
    }

    public void with(String path, byte[] content) {
        files.put(path, content);
    }

    /** From now on every request needs this token. */
    public void requiring(String secret) {
        this.token = secret;
    }

    /** From now on files are given only to those who accepted the terms, so to nobody here. */
    public void gated() {
        this.gated = true;
    }

    /** The next so many deliveries break in the middle of what is left. */
    public void breaking(int times) {
        breaks.set(times);
    }

    /** The next so many deliveries stop in the middle without closing. */
    public void stalling(int times) {
        stalls.set(times);
    }

    /** The next so many requests are answered with 503. */
    public void failing(int times) {
        refusals.set(times);
    }

    /** Delivers this in place of the announced content. */
    public void delivering(String path, byte[] content) {
        served.put(path, content);
    }

    /** Announces another length. */
    public void announcing(String path, long bytes) {
        announced.put(path, bytes);
    }

    /** Answers every request with the whole file. */
    public void withoutRanges() {
        ranges = false;
    }

    /** The files' entity tags change. */
    public void inVersion(String next) {
        version = next;
    }

    /** Delivers a kilobyte at a time, with a pause after each. */
    public void slowly(int millis) {
        millisBetweenPieces = millis;
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + hub.getAddress().getPort());
    }

    public List<Request> requests() {
        return requests;
    }

    /** Settings for it, with little patience. */
    public HubSettings settings(@Nullable String secret, Map<String, String> environment) {
        Patience patience = new Patience(Duration.ofSeconds(2), Duration.ofMillis(700), Duration.ofMillis(20), 4);
        return new HubSettings(endpoint(), secret, patience, environment);
    }

    @Override
    public void close() {
        hub.stop(0);
        delivery.stop(0);
    }

    private interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    private void answer(HttpExchange exchange, Answer answer) throws IOException {
        Headers headers = exchange.getRequestHeaders();
        requests.add(new Request(
                exchange.getLocalAddress().getPort() == hub.getAddress().getPort(),
                exchange.getRequestURI().getPath(),
                Optional.ofNullable(headers.getFirst("Authorization")),
                Optional.ofNullable(headers.getFirst("Range"))));
        try {
            if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                exchange.sendResponseHeaders(503, -1);
            } else {
                answer.to(exchange);
            }
        } finally {
            exchange.close();
        }
    }

    private void ofHub(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String files = "/" + REPOSITORY + "/resolve/" + COMMIT + "/";
        boolean may = token == null
                || ("Bearer " + token).equals(exchange.getRequestHeaders().getFirst("Authorization"));
        if (!may) {
            refuse(exchange, 401, "RepoNotFound");
        } else if (path.equals("/api/models/" + REPOSITORY + "/revision/main")) {
            send(exchange, JSON.writeValueAsBytes(listing()));
        } else if (path.startsWith("/api/models/" + REPOSITORY + "/")) {
            refuse(exchange, 404, "RevisionNotFound");
        } else if (!path.startsWith(files)) {
            refuse(exchange, 401, "RepoNotFound");
        } else if (gated) {
            refuse(exchange, 403, "GatedRepo");
        } else {
            file(exchange, path.substring(files.length()));
        }
    }

    private void file(HttpExchange exchange, String name) throws IOException {
        byte[] content = files.get(name);
        if (content == null) {
            refuse(exchange, 404, "EntryNotFound");
        } else if (content.length < LARGE) {
            deliver(exchange, served.getOrDefault(name, content));
        } else {
            String place = "http://127.0.0.1:" + delivery.getAddress().getPort() + "/blobs/" + name + "?signature=x";
            exchange.getResponseHeaders().set("X-Linked-Etag", "\"" + Sha256.hexOf(content) + "\"");
            exchange.getResponseHeaders().set("Location", place);
            exchange.sendResponseHeaders(302, -1);
        }
    }

    private void ofDelivery(HttpExchange exchange) throws IOException {
        String name = exchange.getRequestURI().getPath().substring("/blobs/".length());
        deliver(exchange, served.getOrDefault(name, files.getOrDefault(name, new byte[0])));
    }

    private void deliver(HttpExchange exchange, byte[] content) throws IOException {
        String tag = "\"" + Sha256.hexOf(content) + "-" + version + "\"";
        String range = exchange.getRequestHeaders().getFirst("Range");
        String condition = exchange.getRequestHeaders().getFirst("If-Range");
        boolean part = ranges && range != null && (condition == null || condition.equals(tag));
        int start = part ? Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1")) : 0;
        exchange.getResponseHeaders().set("ETag", tag);
        if (start >= content.length && part) {
            exchange.sendResponseHeaders(416, -1);
            return;
        }
        if (part) {
            String place = "bytes " + start + "-" + (content.length - 1) + "/" + content.length;
            exchange.getResponseHeaders().set("Content-Range", place);
        }
        exchange.sendResponseHeaders(part ? 206 : 200, content.length - start);
        boolean breaks = content.length >= LARGE && this.breaks.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
        boolean stalls = content.length >= LARGE && this.stalls.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
        int end = breaks || stalls ? start + (content.length - start) / 2 : content.length;
        write(exchange.getResponseBody(), content, start, end);
        if (stalls) {
            sleep(2000);
        }
    }

    private void write(OutputStream out, byte[] content, int start, int end) throws IOException {
        for (int at = start; at < end; at += LARGE) {
            out.write(content, at, Math.min(LARGE, end - at));
            out.flush();
            sleep(millisBetweenPieces);
        }
    }

    private static void sleep(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private ObjectNode listing() {
        ObjectNode json = JSON.createObjectNode().put("id", REPOSITORY).put("sha", COMMIT);
        json.putObject("cardData").put("license", "mit");
        ArrayNode siblings = json.putArray("siblings");
        files.forEach((path, content) -> {
            long bytes = announced.getOrDefault(path, (long) content.length);
            ObjectNode file = siblings.addObject().put("rfilename", path).put("size", bytes);
            file.put("blobId", gitBlob(content));
            if (content.length >= LARGE) {
                file.putObject("lfs").put("sha256", Sha256.hexOf(content)).put("size", bytes);
            }
        });
        return json;
    }

    private static String gitBlob(byte[] content) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            digest.update(("blob " + content.length + "\0").getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest.digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void refuse(HttpExchange exchange, int status, String code) throws IOException {
        exchange.getResponseHeaders().set("X-Error-Code", code);
        exchange.sendResponseHeaders(status, -1);
    }

    private static void send(HttpExchange exchange, byte[] content) throws IOException {
        exchange.sendResponseHeaders(200, content.length);
        exchange.getResponseBody().write(content);
    }

    private static HttpServer server() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(Executors.newCachedThreadPool(task -> {
                Thread thread = new Thread(task, "fake-hub");
                thread.setDaemon(true);
                return thread;
            }));
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
