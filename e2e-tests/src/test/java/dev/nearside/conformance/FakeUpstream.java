package dev.nearside.conformance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A server with OpenAI's API that says one word over and over, and can be killed in the middle of it. */
final class FakeUpstream implements AutoCloseable {
    static final String MODEL = "parrot";
    static final int WORDS = 50;
    static final String WORD = "word ";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger begun = new AtomicInteger();

    private FakeUpstream(HttpServer server) {
        this.server = server;
    }

    /**
     * Starts it.
     *
     * @param port 0 for a free one
     */
    static FakeUpstream on(int port) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
        FakeUpstream upstream = new FakeUpstream(server);
        server.setExecutor(upstream.threads);
        server.createContext(
                "/v1/models",
                exchange -> whole(
                        exchange,
                        "{\"object\":\"list\",\"data\":[{\"id\":\"" + MODEL
                                + "\",\"object\":\"model\",\"created\":1,\"owned_by\":\"test\"}]}"));
        server.createContext("/v1/chat/completions", upstream::chat);
        server.start();
        return upstream;
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** How many answers it began. */
    int begun() {
        return begun.get();
    }

    private static void whole(HttpExchange exchange, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private void chat(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        begun.incrementAndGet();
        exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        for (int i = 0; i < WORDS; i++) {
            send(out, "{\"content\":\"" + WORD + "\"}", "null");
        }
        send(out, "{}", "\"stop\"");
        out.write("data: [DONE]\n\n".getBytes(StandardCharsets.UTF_8));
        exchange.close();
    }

    private static void send(OutputStream out, String delta, String finish) throws IOException {
        String event = "{\"id\":\"x\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"" + MODEL
                + "\",\"choices\":[{\"index\":0,\"delta\":" + delta + ",\"finish_reason\":" + finish + "}]}";
        out.write(("data: " + event + "\n\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /** Ends it as a power cut would: all connections break. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
