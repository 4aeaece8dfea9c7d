package dev.nearside.server;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The program in a Java virtual machine of its own. */
final class CommandLine implements AutoCloseable {
    private final Process process;
    private final Path out;
    private final Path err;

    private CommandLine(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** Starts it with these arguments in a small heap. */
    static CommandLine start(Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx48m",
                "-XX:TieredStopAtLevel=1",
                Nearside.class.getName()));
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile("nearside", ".out");
        Path err = Files.createTempFile("nearside", ".err");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("NEARSIDE_"));
        // Whoever runs the tests may have settings.
        builder.environment().put("NEARSIDE_CONFIG", "");
        // Not as -cp: ONNX Runtime does not survive a command line of 4 KB.
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        builder.environment().putAll(environment);
        return new CommandLine(builder.start(), out, err);
    }

    /** Runs it to its end. */
    static Finished run(String... arguments) throws Exception {
        return runWith("", arguments);
    }

    /** Runs it to its end with that piped in. */
    static Finished runWith(String input, String... arguments) throws Exception {
        try (CommandLine program = start(Map.of(), arguments)) {
            try (OutputStream in = program.process.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            }
            return program.finish();
        }
    }

    /** How it ended. */
    record Finished(int exitCode, String out, String err) {}

    Finished finish() throws Exception {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("still running; it said " + Files.readString(out) + Files.readString(err));
        }
        return new Finished(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    /** Waits for the line that names the address, and returns it. */
    String firstLine() throws Exception {
        for (int i = 0; i < 600; i++) {
            List<String> lines = Files.readAllLines(out);
            if (!lines.isEmpty() && lines.get(0).contains(")")) {
                return lines.get(0);
            }
            if (!process.isAlive()) {
                break;
            }
            Thread.sleep(100);
        }
        throw new AssertionError("no address; it said " + Files.readString(out) + Files.readString(err));
    }

    /** Sends SIGTERM. */
    void terminate() {
        process.destroy();
    }

    /** Sends SIGKILL. */
    void kill() {
        process.destroyForcibly();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
