package dev.nearside.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server of OpenAI's API that answers chats as a test says, and keeps what it was sent. */
final class FakeUpstream implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private volatile Behaviour behaviour = FakeUpstream::speak;

    /** How a chat is answered. */
    interface Behaviour {
        void answer(HttpExchange exchange, JsonNode request) throws IOException;
    }

    private FakeUpstream() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                answer(exchange);
            }
        });
        server.start();
    }

    static FakeUpstream start() {
        try {
            return new FakeUpstream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
    }

    /** Bodies of the chats and embeddings that it was asked for. */
    List<String> bodies() {
        return List.copyOf(bodies);
    }

    void behave(Behaviour other) {
        behaviour = other;
        bodies.clear();
    }

    /** Answers with an error of that status. */
    static Behaviour refusing(int status, String code) {
        return (exchange, request) -> send(
                exchange,
                status,
                JSON.createObjectNode()
                        .set(
                                "error",
                                JSON.createObjectNode().put("message", "no").put("code", code)));
    }

    /** Says half of an answer and closes the connection. */
    static void breakOff(HttpExchange exchange, JsonNode request) throws IOException {
        begin(exchange).write(event("Half"));
        throw new IOException("broken off on purpose");
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (exchange.getRequestMethod().equals("GET")) {
            var list = JSON.createObjectNode().put("object", "list");
            list.putArray("data").addObject().put("id", "big").put("object", "model");
            send(exchange, 200, list);
            return;
        }
        bodies.add(new String(body, StandardCharsets.UTF_8));
        JsonNode request = JSON.readTree(body);
        if (exchange.getRequestURI().getPath().endsWith("/embeddings")) {
            var list = JSON.createObjectNode().put("object", "list").put("model", "big");
            list.putObject("usage").put("prompt_tokens", 1).put("total_tokens", 1);
            list.putArray("data")
                    .addObject()
                    .put("object", "embedding")
                    .put("index", 0)
                    .putArray("embedding")
                    .add(0.5)
                    .add(-0.5);
            send(exchange, 200, list);
            return;
        }
        behaviour.answer(exchange, request);
    }

    static void speak(HttpExchange exchange, JsonNode request) throws IOException {
        if (!exchange.getRequestURI().getPath().contains("/chat/")) {
            goOn(exchange, request);
            return;
        }
        if (request.path("stream").asBoolean()) {
            OutputStream out = begin(exchange);
            out.write(event("from "));
            out.write(event("upstream"));
            out.write(
                    ("data: {\"id\":\"u\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"big\",\"choices\":"
                                    + "[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n")
                            .getBytes(StandardCharsets.UTF_8));
            return;
        }
        var whole = JSON.createObjectNode()
                .put("id", "u")
                .put("object", "chat.completion")
                .put("created", 1)
                .put("model", "big");
        var choice = whole.putArray("choices").addObject().put("index", 0).put("finish_reason", "stop");
        choice.putObject("message").put("role", "assistant").put("content", "from upstream");
        send(exchange, 200, whole);
    }

    /** Answers a legacy completion. */
    private static void goOn(HttpExchange exchange, JsonNode request) throws IOException {
        var piece = JSON.createObjectNode().put("id", "u").put("object", "text_completion");
        var choice =
                piece.put("created", 1).put("model", "big").putArray("choices").addObject();
        choice.put("index", 0).put("text", "on it goes").putNull("finish_reason");
        if (!request.path("stream").asBoolean()) {
            choice.put("finish_reason", "stop");
            send(exchange, 200, piece);
            return;
        }
        OutputStream out = begin(exchange);
        out.write(("data: " + piece + "\n\n").getBytes(StandardCharsets.UTF_8));
        choice.put("text", "").put("finish_reason", "stop");
        out.write(("data: " + piece + "\n\ndata: [DONE]\n\n").getBytes(StandardCharsets.UTF_8));
    }

    private static OutputStream begin(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        return exchange.getResponseBody();
    }

    private static byte[] event(String text) {
        return ("data: {\"id\":\"u\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"big\",\"choices\":[{\"index\":0,"
                        + "\"delta\":{\"content\":\"" + text + "\"},\"finish_reason\":null}]}\n\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static void send(HttpExchange exchange, int status, JsonNode json) throws IOException {
        byte[] bytes = json.toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
