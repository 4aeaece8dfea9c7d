package dev.nearside.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The product's jar in a JVM of its own, on a free port. */
public final class ServerProcess implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile("http://[\\w.\\[\\]:]+:\\d+/?");
    private static final int SECONDS_TO_START = 60;

    private final Process process;
    private final URI address;

    private ServerProcess(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    /**
     * Starts {@code serve} and waits until it tells its address.
     *
     * @param models the folder of installed models
     * @param arguments more of the command line
     */
    public static ServerProcess start(Path models, String... arguments) {
        return start(models, Map.of(), arguments);
    }

    /** Starts {@code serve} with these variables in its environment. */
    public static ServerProcess start(Path models, Map<String, String> environment, String... arguments) {
        List<String> all = new ArrayList<>(List.of("serve", "--port", "0", "--models", models.toString()));
        all.addAll(List.of(arguments));
        try {
            Process process = run(all, environment);
            return new ServerProcess(process, awaitAddress(process));
        } catch (IOException e) {
            throw new IllegalStateException("the server could not be started", e);
        }
    }

    /** Runs the jar with that command line; what it prints is one stream. */
    public static Process run(List<String> arguments) throws IOException {
        return run(arguments, Map.of());
    }

    private static Process run(List<String> arguments, Map<String, String> environment) throws IOException {
        Path jar = jar();
        if (!Files.exists(jar)) {
            throw new IllegalStateException(jar + " is not there; run 'mvn package' first");
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-jar");
        command.add(jar.toString());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return process;
    }

    private static Path jar() {
        return Path.of(System.getProperty("nearside.root", ".."), "server-static", "target", "nearside.jar");
    }

    /** The output is read to its end, so that the server never waits for somebody to read it. */
    private static URI awaitAddress(Process process) throws IOException {
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        Thread reader = new Thread(() -> output.lines().forEach(lines::add), "server-output");
        reader.setDaemon(true);
        reader.start();
        StringBuilder printed = new StringBuilder();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_TO_START);
        while (System.nanoTime() < end && (process.isAlive() || !lines.isEmpty())) {
            String line = poll(lines);
            Matcher found = ADDRESS.matcher(line == null ? "" : line);
            if (found.find()) {
                return URI.create(found.group().endsWith("/") ? found.group() : found.group() + "/");
            }
            printed.append(line == null ? "" : line + "\n");
        }
        process.destroyForcibly();
        throw new IOException("the server told no address within " + SECONDS_TO_START + " s; it printed:\n" + printed);
    }

    private static @Nullable String poll(BlockingQueue<String> lines) throws IOException {
        try {
            return lines.poll(200, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the server was starting", e);
        }
    }

    /** The number of its process. */
    public long pid() {
        return process.pid();
    }

    /** Its address, ending in a slash. */
    public URI address() {
        return address;
    }

    /** The address of a path on it, for example {@code /nearside.js}. */
    public String at(String path) {
        return address.resolve(path).toString();
    }

    /** Ends it as a power cut would. */
    public void kill() {
        try {
            // By its handle: the process object would close the output under the thread that reads it.
            boolean asked = process.toHandle().destroyForcibly();
            if (!asked && process.isAlive() || !process.waitFor(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the server outlived being killed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the server was being killed", e);
        }
    }

    @Override
    public void close() {
        kill();
    }
}
