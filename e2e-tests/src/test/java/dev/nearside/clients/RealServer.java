package dev.nearside.clients;

import dev.nearside.e2e.JvmLlama;
import dev.nearside.e2e.ServerProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** The server with SmolLM2, pulled once, and a tiny model that talks nonsense. */
final class RealServer {
    static final String MODEL = "smollm2-135m-instruct";

    private RealServer() {}

    /** Starts it with more of a command line; the test is skipped where the model cannot be pulled. */
    static ServerProcess start(String... arguments) throws IOException, InterruptedException {
        Path models = Files.createDirectories(
                Path.of(System.getProperty("nearside.clients.models", PythonEnvironment.results() + "/models")));
        if (!Files.exists(models.resolve(MODEL).resolve("manifest.json"))) {
            Process pull = ServerProcess.run(List.of("pull", MODEL, "--models", models.toString()));
            String printed = new String(pull.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Assumptions.assumeTrue(pull.waitFor() == 0, () -> "skipped: " + MODEL + " cannot be pulled\n" + printed);
        }
        if (!Files.exists(models.resolve(JvmLlama.MODEL).resolve("manifest.json"))) {
            JvmLlama installed = JvmLlama.install(models);
            assert installed != null;
        }
        return ServerProcess.start(models, arguments);
    }
}
