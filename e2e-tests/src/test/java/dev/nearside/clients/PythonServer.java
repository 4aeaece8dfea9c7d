package dev.nearside.clients;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A web server in Python, in a process of its own; what it prints goes to a file. */
final class PythonServer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Process process;
    private final URI address;

    private PythonServer(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    /** A port that nobody listens on. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /**
     * Starts it in that folder and waits until it answers.
     *
     * @param port where it will listen
     * @param path what it answers with 200 when it is ready
     * @throws IllegalStateException if it ends, or is not ready within ten minutes
     */
    static PythonServer start(Path folder, Map<String, String> environment, List<String> command, int port, String path)
            throws IOException, InterruptedException {
        Path log = Files.createDirectories(folder).resolve("log.txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        PythonServer server = new PythonServer(process, URI.create("http://127.0.0.1:" + port + "/"));
        HttpClient client = HttpClient.newHttpClient();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!answers(client, server.address.resolve(path))) {
            if (!process.isAlive() || System.nanoTime() > end) {
                server.close();
                throw new IllegalStateException(command + " did not start:\n" + Files.readString(log));
            }
            TimeUnit.MILLISECONDS.sleep(500);
        }
        return server;
    }

    private static boolean answers(HttpClient client, URI address) throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(address)
                    .timeout(Duration.ofSeconds(20))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            // Not yet; who waits too long gets to read what it printed.
            return false;
        }
    }

    /** Its address, ending in a slash. */
    URI address() {
        return address;
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
