package dev.nearside.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nearside.e2e.ServerProcess;
import dev.nearside.e2e.Suite;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the jar says on the command line when it cannot do what it is told. */
@ExtendWith(Suite.class)
class CommandLineIT {

    /** How a run ended. */
    private record Ended(int status, String printed) {
        /** What was printed, less what the logging library says of itself. */
        List<String> lines() {
            return printed.lines().filter(line -> !line.isBlank()).toList();
        }
    }

    private static Ended run(String... arguments) throws Exception {
        Process process = ServerProcess.run(List.of(arguments));
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), printed);
    }

    @Test
    void aPortInUseIsOneClearLine(ServerProcess running, @TempDir Path models) throws Exception {
        String port = Integer.toString(running.address().getPort());

        Ended ended = run("serve", "--port", port, "--models", models.toString());

        assertThat(ended.status()).isNotZero();
        assertThat(ended.lines()).singleElement().asString().contains(port);
    }

    @Test
    void aModelsFolderThatIsNoneIsOneClearLine(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("models"), "not a folder");

        Ended ended = run("serve", "--port", "0", "--models", file.toString());

        assertThat(ended.status()).isNotZero();
        assertThat(ended.lines()).singleElement().asString().contains(file.toString());
    }

    @Test
    void anUnknownFlagIsNamed() throws Exception {
        Ended ended = run("serve", "--prot", "1");

        assertThat(ended.status()).isNotZero();
        assertThat(ended.printed()).contains("--prot").doesNotContain("\tat ");
    }

    @Test
    void helpAndVersionAreAnswered() throws Exception {
        Ended help = run("--help");
        Ended version = run("--version");

        assertThat(help.status()).isZero();
        assertThat(help.printed()).contains("serve", "models", "verify");
        assertThat(version.status()).isZero();
        assertThat(version.printed()).containsPattern("\\d+\\.\\d+");
    }
}
