package dev.nearside.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nearside.server.CommandLine.Finished;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {

    @TempDir
    Path dir;

    @Test
    void helpNamesTheFlagsAndTheCommands() throws Exception {
        Finished finished = CommandLine.run("--help");

        assertThat(finished.exitCode()).isZero();
        assertThat(finished.out())
                .contains("--port", "--host", "--models", "--allow-origin", "--allow-host", "5173", "127.0.0.1")
                .contains("serve", "models", "pull", "remove", "verify", "NEARSIDE_MODELS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"serve", "config", "models", "pull", "remove", "verify"})
    void everyCommandHasHelpAndAVersion(String command) throws Exception {
        assertThat(CommandLine.run(command, "--help").out()).contains("Usage: nearside " + command, "--models");
        assertThat(CommandLine.run(command, "--version").out()).startsWith("nearside " + Version.current());
    }

    @Test
    void aBadFlagIsOneLineAndAnExitCodeOfItsOwn() throws Exception {
        assertRefused(CommandLine.run("--prot", "80"), 2, "there is no option '--prot'; did you mean '--port'?");
    }

    @Test
    void anUnknownCommandIsToldWhatWasProbablyMeantOrWhatThereIs() throws Exception {
        assertRefused(CommandLine.run("srve"), 2, "there is no command 'srve'; did you mean 'serve'?");
        assertRefused(CommandLine.run("brew"), 2, "there is no command 'brew'; there are serve, config, models, pull");
    }

    @Test
    void aBadPortIsOneLine() throws Exception {
        assertRefused(CommandLine.run("--port", "http"), 2, "--port");
        assertRefused(CommandLine.run("serve", "--port", "70000"), 2, "--port");
    }

    @Test
    void aPortInUseIsOneLine() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            String port = Integer.toString(taken.getLocalPort());

            assertRefused(
                    CommandLine.run("--port", port, "--models", dir.toString()), 1, port + " on 127.0.0.1 is in use");
        }
    }

    @Test
    void anAddressOfAnotherMachineIsOneLine() throws Exception {
        assertRefused(
                CommandLine.run("--port", "0", "--host", "192.0.2.1", "--models", dir.toString()), 1, "192.0.2.1");
    }

    @Test
    void aModelsFolderThatIsNoneIsOneLine() throws Exception {
        Path file = Files.writeString(dir.resolve("file"), "");

        assertRefused(CommandLine.run("--port", "0", "--models", file.toString()), 1, "models folder " + file);
    }

    @Test
    void aBrokenManifestIsOneLine() throws Exception {
        Files.writeString(Files.createDirectories(dir.resolve("broken")).resolve("manifest.json"), "{\"id\":\"x\"}");

        assertRefused(CommandLine.run("--port", "0", "--models", dir.toString()), 1, "broken");
        assertRefused(CommandLine.run("models", "--models", dir.toString()), 1, "broken");
    }

    @Test
    void anOriginThatIsNoneIsOneLine() throws Exception {
        assertRefused(
                CommandLine.run("--port", "0", "--models", dir.toString(), "--allow-origin", "*"), 2, "an origin");
    }

    @Test
    void aWrongSettingsFileStopsTheStartWithALineForEachMistake() throws Exception {
        Path file = Files.writeString(dir.resolve("wrong.yaml"), "port: http\nprot: 80\n");

        Finished finished = CommandLine.run("serve", "--config", file.toString());

        assertThat(finished.exitCode()).isEqualTo(2);
        assertThat(finished.err().lines())
                .containsExactly(
                        "nearside: " + file + ":1:7: port: must be a whole number, 0 to 65535, not the text \"http\"",
                        "nearside: " + file + ":2:1: 'prot' is unknown; did you mean 'port'?");
        assertThat(CommandLine.run("models", "--config", file.toString()).exitCode())
                .isEqualTo(2);
    }

    @Test
    void configPrintsWhatHoldsAndServeCheckDoesToo() throws Exception {
        Path file = Files.writeString(
                dir.resolve("right.yaml"),
                "port: 8081\nupstreams: [{name: up, url: \"http://127.0.0.1:1\", apiKeyEnv: UP_KEY}]\n");

        Finished config = CommandLine.run("config", "--check", file.toString());
        Finished serve = CommandLine.run("serve", "--check", "--config", file.toString(), "--port", "8082");

        assertThat(config.exitCode()).isZero();
        assertThat(config.out()).contains("port: 8081  # " + file, "UP_KEY is not set");
        assertThat(serve.exitCode()).isZero();
        assertThat(serve.out()).contains("port: 8082  # --port");
    }

    @Test
    void commandsLookForModelsWhereTheSettingsFileSays() throws Exception {
        TestModels.install(dir.resolve("there"), "tiny", TinyOnnx.twice("batch", "2"));
        Path file = Files.writeString(dir.resolve("right.yaml"), "models: there\n");

        assertThat(CommandLine.run("models", "--config", file.toString()).out()).contains("tiny");
    }

    @Test
    void modelsListsWhatIsThere() throws Exception {
        TestModels.install(dir, "tiny", TinyOnnx.twice("batch", "2"));

        Finished finished = CommandLine.run("models", "--models", dir.toString());

        assertThat(finished.exitCode()).isZero();
        assertThat(finished.out())
                .containsPattern("tiny +addition .* installed .*tiny")
                .contains("digits");
    }

    @Test
    void sizesAreInTheUnitsOfThePage() {
        assertThat(Bytes.text(0)).isEqualTo("0 bytes");
        assertThat(Bytes.text(393_700)).isEqualTo("384.5 KiB");
        assertThat(Bytes.text(137_800_000)).isEqualTo("131.4 MiB");
        assertThat(Bytes.text(1_610_612_736)).isEqualTo("1.5 GiB");
    }

    @Test
    void aModelThatARuleNamesAndNobodyKnowsIsWarnedOf() throws Exception {
        Path file = Files.writeString(dir.resolve("rules.yaml"), """
                routing:
                  rules:
                    - name: long
                      when: {minTokens: 500}
                      then: {use: [jvm/smollm2-135m-instrukt, tab/smollm2-135m-instruct]}
                """);

        Finished finished = CommandLine.run("config", "--check", file.toString(), "--models", dir.toString());

        assertThat(finished.exitCode()).isZero();
        assertThat(finished.err().lines())
                .containsExactly("nearside: warning: " + file + ":5:20: rules[0].then.use[0]: no model"
                        + " 'smollm2-135m-instrukt' is here, and none in the catalogue; did you mean"
                        + " 'jvm/smollm2-135m-instruct'?");
    }

    @Test
    void verifyRunsTheGoldenCaseAndSaysWhatDiffers() throws Exception {
        TestModels.install(dir, "wrong", TinyOnnx.twice("batch", "2"));

        Finished digits = CommandLine.run("verify", "digits", "--models", dir.toString());
        Finished all = CommandLine.run("verify", "--models", dir.toString());

        assertThat(digits.exitCode()).isZero();
        assertThat(digits.out()).contains("digits: files are whole; self-test on cpu passed");
        assertThat(all.exitCode()).isEqualTo(1);
        assertThat(all.out()).contains("digits: files are whole");
        assertThat(all.err()).contains("wrong: files are whole; self-test on cpu failed: y differs by 1.0");
    }

    @Test
    void verifyFindsAChangedByteAShortFileAndAMissingOne() throws Exception {
        byte[] model = TinyOnnx.twice("batch", "2");
        TestModels.install(dir, "changed", model);
        TestModels.install(dir, "short", model);
        TestModels.install(dir, "missing", model);
        byte[] other = model.clone();
        other[model.length - 1] ^= 1;
        Files.write(dir.resolve("changed/model.onnx"), other);
        Files.writeString(dir.resolve("short/model.onnx"), "x", StandardCharsets.UTF_8);
        Files.delete(dir.resolve("missing/model.onnx"));

        Finished finished = CommandLine.run("verify", "--models", dir.toString());

        assertThat(finished.exitCode()).isEqualTo(1);
        assertThat(finished.err().lines())
                .anyMatch(line -> line.startsWith("changed:") && line.contains("SHA-256"))
                .anyMatch(line -> line.startsWith("short:") && line.contains("1 bytes"))
                .anyMatch(line -> line.startsWith("missing:") && line.contains("missing"));
    }

    @Test
    void verifyingAnUnknownModelIsOneLine() throws Exception {
        assertRefused(
                CommandLine.run("verify", "nobody", "--models", dir.toString()),
                2,
                "there is no model 'nobody' here; there are all-minilm-l6-v2, digits");
        assertRefused(CommandLine.run("verify", "digit", "--models", dir.toString()), 2, "did you mean 'digits'?");
        assertRefused(CommandLine.run("remove", "nobody", "--models", dir.toString()), 2, "no model 'nobody'");
        assertRefused(CommandLine.run("pull", "nobody", "--models", dir.toString()), 2, "no model 'nobody'");
    }

    @Test
    void aCommandLineThatOnnxRuntimeWouldCrashOnIsRefused() throws Exception {
        String longPath = dir + "/.".repeat(1950);

        Finished finished = CommandLine.run("verify", "digits", "--models", longPath);

        assertRefused(finished, 1, "ONNX Runtime crashes in a process with a command line of");
    }

    private static void assertRefused(Finished finished, int exitCode, String message) {
        assertThat(finished.exitCode()).isEqualTo(exitCode);
        assertThat(finished.err().lines())
                .hasSize(1)
                .first()
                .asString()
                .startsWith("nearside: ")
                .contains(message);
        assertThat(finished.out()).isEmpty();
    }
}
