package dev.nearside.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nearside.server.gguf.TinyLlama;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChatCommandTest {
    @TempDir
    Path models;

    @Test
    void aPipedPromptIsAnsweredTheSameForTheSameSeed() throws Exception {
        Path folder = TinyLlama.standard().install(models, "tiny-llama");

        CommandLine.Finished first = chat("Hello", "tiny-llama", "--seed", "7", "--max-tokens", "8");
        CommandLine.Finished second = chat("Hello", "tiny-llama", "--seed", "7", "--max-tokens", "8");

        assertThat(folder).exists();
        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(first.out()).isNotBlank().isEqualTo(second.out());
        assertThat(first.err()).contains("tokens", "decode").doesNotContain("Exception");
    }

    @Test
    void whatCannotBeChattedWithIsSaidInOneLine() throws Exception {
        assertThat(chat("Hello", "digits").err()).contains("the model digits does not chat");
        assertThat(chat("Hello", "digits", "--temperature", "3").err()).contains("temperature must be 0 to 2, not 3.0");
    }

    @Test
    void whoNamesNoModelHearsWhatThereIsAndHowToGetMore() throws Exception {
        CommandLine.Finished unnamedHere = chat("Hello");
        CommandLine.Finished nothingHere = chat("Hello", "nope");
        Path folder = TinyLlama.standard().install(models, "tiny-llama");
        CommandLine.Finished another = chat("Hello", "nope");
        CommandLine.Finished unnamed = chat("Hello");
        CommandLine.Finished misspelt = chat("Hello", "tiny-lama");

        assertThat(folder).exists();
        assertThat(unnamedHere.exitCode()).isEqualTo(2);
        assertThat(unnamedHere.err())
                .startsWith("nearside: say which model; none is installed that does this; to install one: ");
        assertThat(unnamed.exitCode()).isEqualTo(2);
        assertThat(unnamed.err())
                .startsWith("nearside: say which model; there is tiny-llama; for example: java -jar nearside.jar chat"
                        + " tiny-llama --models " + models);
        assertThat(nothingHere.exitCode()).isEqualTo(2);
        assertThat(nothingHere.err().lines()).hasSize(1);
        assertThat(nothingHere.err())
                .contains("nearside: there is no model 'nope' here; none is installed that does this; to install one: ")
                .contains("pull smollm2-135m-instruct --models " + models);
        assertThat(another.exitCode()).isEqualTo(2);
        assertThat(another.err()).contains("there is tiny-llama; to install one: ");
        assertThat(misspelt.exitCode()).isEqualTo(2);
        assertThat(misspelt.err()).contains("there is no model 'tiny-lama' here; did you mean 'tiny-llama'?");
    }

    @Test
    void nothingPipedInIsSaid() throws Exception {
        Path folder = TinyLlama.standard().install(models, "tiny-llama");

        CommandLine.Finished finished = chat(" \n", "tiny-llama");

        assertThat(folder).exists();
        assertThat(finished.exitCode()).isEqualTo(1);
        assertThat(finished.err()).contains("nothing came in");
    }

    private CommandLine.Finished chat(String input, String... arguments) throws Exception {
        String[] all = new String[arguments.length + 3];
        all[0] = "chat";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        all[all.length - 2] = "--models";
        all[all.length - 1] = models.toString();
        return CommandLine.runWith(input, all);
    }
}
