package dev.nearside.server.upstream;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on a socket that answers each request as its script says, however wrong that is. */
final class HostileServer implements AutoCloseable {
    static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n";

    private final ServerSocket socket;
    private final Script script;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final CountDownLatch leftAlone = new CountDownLatch(1);

    /** What is done with a request. */
    interface Script {
        /**
         * Answers a request.
         *
         * @param number of the request, from 1
         */
        void play(int number, Connection connection) throws IOException;
    }

    private HostileServer(Script script) throws IOException {
        this.script = script;
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::accept, "hostile-server");
        thread.setDaemon(true);
        thread.start();
    }

    /** Answers GETs and POSTs by their path, others with 404. */
    static HostileServer serving(Map<String, String> answers) {
        return playing((number, connection) -> {
            String path = connection.path();
            String body = answers.get(path);
            if (path.contains("/chat/completions")) {
                connection.stream(Chunks.HELLO);
            } else {
                connection.json(body == null ? 404 : 200, body == null ? "{\"detail\":\"Not Found\"}" : body);
            }
        });
    }

    static HostileServer playing(Script script) {
        try {
            return new HostileServer(script);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Answers every request with that stream of events, well framed. */
    static HostileServer streaming(String events) {
        return playing((number, connection) -> connection.stream(events));
    }

    /** Answers every request with that, and closes. */
    static HostileServer sending(String answer) {
        return playing((number, connection) -> connection.send(answer));
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    /** Heads and bodies of the requests that came. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    /** Waits until the client has closed a connection that {@link Connection#awaitEnd} looks at. */
    void awaitLeftAlone() {
        await(leftAlone);
    }

    static void await(CountDownLatch latch) {
        try {
            if (!latch.await(2, TimeUnit.MINUTES)) {
                throw new AssertionError("what was waited for did not come");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket accepted = socket.accept();
                Thread thread =
                        new Thread(() -> serve(accepted), "hostile-connection-" + connections.incrementAndGet());
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket accepted) {
        try (Socket closing = accepted) {
            Connection connection = new Connection(closing);
            while (connection.readRequest()) {
                script.play(requests.size(), connection);
                if (!connection.keepAlive) {
                    return;
                }
            }
        } catch (IOException e) {
            // The client left: the tests look at that from the other side.
            leftAlone.countDown();
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One connection of a client. */
    final class Connection {
        private final Socket client;
        private final InputStream in;
        private boolean keepAlive;
        private String path = "";

        private Connection(Socket client) throws IOException {
            this.client = client;
            this.in = new BufferedInputStream(client.getInputStream());
        }

        private boolean readRequest() throws IOException {
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
                int next = in.read();
                if (next < 0) {
                    return false;
                }
                head.write(next);
            }
            String text = head.toString(StandardCharsets.ISO_8859_1);
            int length = 0;
            for (String line : text.lines().toList()) {
                if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                    length = Integer.parseInt(
                            line.substring(line.indexOf(':') + 1).strip());
                }
            }
            path = text.split(" ", 3)[1];
            requests.add(text + new String(in.readNBytes(length), StandardCharsets.UTF_8));
            keepAlive = false;
            return true;
        }

        /** The path of the request, with its query. */
        String path() {
            return path;
        }

        /** Sends that, as it is. */
        void send(String text) throws IOException {
            send(text.getBytes(StandardCharsets.UTF_8));
        }

        void send(byte[] bytes) throws IOException {
            client.getOutputStream().write(bytes);
            client.getOutputStream().flush();
        }

        /** Sends a whole stream of events, chunked as HTTP wants it, and serves on. */
        void stream(String events) throws IOException {
            beginStream();
            chunk(events);
            endStream();
        }

        void beginStream() throws IOException {
            send(HEAD + "Transfer-Encoding: chunked\r\n\r\n");
        }

        void chunk(String text) throws IOException {
            int length = text.getBytes(StandardCharsets.UTF_8).length;
            send(Integer.toHexString(length) + "\r\n" + text + "\r\n");
        }

        void endStream() throws IOException {
            send("0\r\n\r\n");
            keepAlive = true;
        }

        /** Sends an answer with a body, and serves on. */
        void answer(int status, String headers, String body) throws IOException {
            send("HTTP/1.1 " + status + " Whatever\r\nContent-Length: " + body.getBytes(StandardCharsets.UTF_8).length
                    + "\r\n" + headers + "\r\n" + body);
            keepAlive = true;
        }

        void json(int status, String body) throws IOException {
            answer(status, "Content-Type: application/json\r\n", body);
        }

        /** Has the client see a reset instead of an end. */
        void reset() throws IOException {
            client.setSoLinger(true, 0);
            client.close();
        }

        /** Waits until the client closes the connection, letting seconds pass for it meanwhile. */
        void awaitEnd(FakeTime time) throws IOException {
            client.setSoTimeout(50);
            try {
                while (!isLeft()) {
                    time.advance(Duration.ofSeconds(1));
                }
            } finally {
                leftAlone.countDown();
            }
        }

        private boolean isLeft() throws IOException {
            try {
                return in.read() < 0;
            } catch (SocketTimeoutException e) {
                return false;
            }
        }

        /** Waits until the client closes the connection. */
        void awaitEnd() throws IOException {
            try {
                while (in.read() >= 0) {
                    // Whatever it still sends is of no interest.
                    keepAlive = false;
                }
            } finally {
                leftAlone.countDown();
            }
        }
    }
}
