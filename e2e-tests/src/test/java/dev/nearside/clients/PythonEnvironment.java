package dev.nearside.clients;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;

/** A Python environment with the packages of a list, made once and kept in {@code target/clients}. */
final class PythonEnvironment {
    private static final Path MODULE = Path.of(System.getProperty("nearside.root", ".."), "e2e-tests");
    private static final Pattern UNREACHED = Pattern.compile(
            "NewConnectionError|NameResolutionError|ConnectTimeoutError|"
                    + "ProxyError|Failed to establish a new connection|dns error|error sending request|client error \\(Connect\\)");

    private final Path folder;

    private PythonEnvironment(Path folder) {
        this.folder = folder;
    }

    /** Where the suite's own files lie. */
    static Path sources() {
        return MODULE.resolve("clients").toAbsolutePath();
    }

    /** A folder for what a run leaves. */
    static Path results() throws IOException {
        return Files.createDirectories(MODULE.resolve("target/clients").toAbsolutePath());
    }

    /**
     * The environment with the packages of {@code clients/NAME.txt}. The test is skipped where they cannot be reached.
     *
     * @throws IllegalStateException if they are reached and cannot be installed
     */
    static PythonEnvironment of(String name) throws IOException, InterruptedException {
        Path wanted = sources().resolve(name + ".txt");
        Path folder = results().resolve(name);
        Path mark = folder.resolve("installed.txt");
        PythonEnvironment environment = new PythonEnvironment(folder);
        if (!Files.exists(mark) || Files.mismatch(mark, wanted) >= 0) {
            environment.make("python3", "-m", "venv", "--clear", folder.toString());
            environment.make(environment.program("python"), "-m", "pip", "install", "--quiet", "uv");
            environment.install(wanted);
            Path copied = Files.copy(wanted, mark);
            assert copied.equals(mark);
        }
        return environment;
    }

    /** uv takes a tenth of pip's time, and can leave a dependency out that is gigabytes and not used here. */
    private void install(Path wanted) throws IOException, InterruptedException {
        Path leftOut = wanted.resolveSibling("left-out.txt");
        make(
                program("uv"),
                "pip",
                "install",
                "--quiet",
                "--python",
                program("python"),
                "--requirement",
                wanted.toString(),
                "--override",
                leftOut.toString());
    }

    private void make(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() == 0) {
            return;
        }
        Assumptions.assumeFalse(
                UNREACHED.matcher(printed).find(),
                () -> "skipped: the Python package index is not reached\n" + printed);
        throw new IllegalStateException(String.join(" ", command) + " failed:\n" + printed);
    }

    /** The path of one of its programs. */
    String program(String name) {
        return folder.resolve("bin").resolve(name).toString();
    }

    /** What is installed under that name, for example {@code openai 2.1.0}. */
    String version(String distribution) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        program("python"),
                        "-c",
                        "import importlib.metadata as m; print(m.version('" + distribution + "'))")
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return distribution + " " + (process.waitFor() == 0 ? printed.strip() : "?");
    }

    /** The command line of one of its programs. */
    List<String> command(String name, String... arguments) {
        List<String> command = new ArrayList<>(List.of(program(name)));
        command.addAll(List.of(arguments));
        return command;
    }
}
