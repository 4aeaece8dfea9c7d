package dev.nearside.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nearside.server.CommandLine.Finished;
import dev.nearside.server.hub.FakeHub;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands as a person runs them, against a hub on this machine. */
class PullCommandTest {
    private static final String REFERENCE = "hf:" + FakeHub.REPOSITORY;

    @TempDir
    Path models;

    private final FakeHub hub = FakeHub.withTinyChat();

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void aPulledModelIsListedVerifiedAndRemoved() throws Exception {
        Finished pulled = run("pull", REFERENCE);
        Finished listed = run("models");
        Finished verified = run("verify", "tiny-chat");
        Finished removed = run("remove", "tiny-chat");
        Finished again = run("remove", "tiny-chat");

        assertThat(pulled.exitCode()).as(pulled.err()).isZero();
        assertThat(pulled.out()).isEqualToIgnoringNewLines("tiny-chat is installed in " + models.resolve("tiny-chat"));
        assertThat(pulled.err()).contains("tiny-chat: from hf:ada/tiny-chat").doesNotContain("\r", "\u001b");
        assertThat(listed.out())
                .containsPattern("tiny-chat +text-generation .* installed ")
                .containsPattern("smollm2-135m-instruct +text-generation .* not here +java -jar \\S+ pull smollm2");
        assertThat(verified.out()).contains("tiny-chat: files are whole; self-test on cpu passed");
        assertThat(removed.exitCode()).isZero();
        assertThat(models.resolve("tiny-chat")).doesNotExist();
        assertThat(again.exitCode()).isEqualTo(2);
        assertThat(again.err())
                .startsWith("nearside: there is no model 'tiny-chat'")
                .hasLineCount(1);
    }

    @Test
    void aProgramThatIsKilledLeavesWhatTheNextGoesOnWith() throws Exception {
        hub.slowly(150);
        try (CommandLine program = CommandLine.start(environment(), "pull", REFERENCE, "--models", models.toString())) {
            Path part = models.resolve(".pull/tiny-chat/model/model_q4.onnx_data.part");
            for (int i = 0; i < 600 && part.toFile().length() == 0; i++) {
                Thread.sleep(50);
            }
            assertThat(part).isNotEmptyFile();
            program.kill();
        }
        hub.slowly(0);
        hub.requests().clear();

        Finished next = run("pull", REFERENCE);

        assertThat(next.exitCode()).as(next.err()).isZero();
        assertThat(hub.requests()).anyMatch(request -> request.range().isPresent());
    }

    @Test
    void refusalsAreOneLine() throws Exception {
        hub.requiring("secret");

        Finished denied = run("pull", REFERENCE);
        Finished unknown = run("pull", "nobody");
        Finished bundled = run("remove", "digits");
        Finished file = run("pull", "gguf:" + models.resolve("nothing.gguf"));

        assertThat(denied.exitCode()).isEqualTo(1);
        assertThat(denied.err().lines().filter(line -> line.startsWith("nearside: ")))
                .singleElement()
                .asString()
                .contains("HF_TOKEN");
        assertThat(unknown.err())
                .startsWith("nearside: there is no model 'nobody' in the catalogue")
                .hasLineCount(1);
        assertThat(bundled.err())
                .startsWith("nearside: digits comes with the program")
                .hasLineCount(1);
        assertThat(file.err()).startsWith("nearside: there is no file ").hasLineCount(1);
    }

    private Finished run(String... arguments) throws Exception {
        String[] all = new String[arguments.length + 2];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "--models";
        all[arguments.length + 1] = models.toString();
        try (CommandLine program = CommandLine.start(environment(), all)) {
            return program.finish();
        }
    }

    private Map<String, String> environment() {
        return Map.of("HF_ENDPOINT", hub.endpoint().toString(), "no_proxy", "*");
    }
}
