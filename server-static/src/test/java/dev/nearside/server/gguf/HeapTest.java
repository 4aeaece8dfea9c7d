package dev.nearside.server.gguf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nearside.server.gguf.format.TensorType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A conversion needs memory for a few rows of a matrix, not for a matrix. */
class HeapTest {
    /** As many rows as Llama 3's vocabulary has. */
    private static final int ROWS = 131_072;

    @TempDir
    Path folder;

    @Test
    void aTableLargerThanTheHeapIsConverted() throws Exception {
        GgufDraft draft = TinyLlama.standard().draft();
        draft.zeros("token_embd.weight", TensorType.F32, TinyLlama.HIDDEN, ROWS);
        Path gguf = draft.write(folder.resolve("large.gguf"));

        Process program = program(gguf);

        assertThat(program.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(folder.resolve("log.txt")).content().contains("converted in 64 MB");
        assertThat(Files.size(gguf)).isGreaterThan(128L << 20);
        assertThat(folder.resolve("large/model.onnx")).exists();
    }

    private Process program(Path gguf) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                Program.class.getName(),
                gguf.toString(),
                folder.resolve("large").toString());
        // ONNX Runtime wants a short command line.
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        return builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve("log.txt").toFile())
                .start();
    }

    /** What runs with little memory. */
    static final class Program {
        private Program() {}

        public static void main(String[] args) throws Exception {
            ConvertedModel model = new GgufConverter()
                    .convert(
                            new GgufSource(Path.of(args[0]), "large"),
                            Path.of(args[1]),
                            ConversionOptions.with(ConversionOptions.Templates.NONE),
                            ConversionProgress.NONE);
            System.out.println("converted in " + (Runtime.getRuntime().maxMemory() >> 20) + " MB: " + model.folder());
        }
    }
}
