package dev.nearside.embedding;

import dev.nearside.catalog.Manifest;
import dev.nearside.catalog.ManifestReader;
import dev.nearside.runtime.ExecutionProvider;
import dev.nearside.tokenizer.Tokenizer;
import dev.nearside.tokenizer.Tokenizers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** The bundled model as the build left it. */
public final class MiniLm {
    static final Path UNPACKED = Path.of("target", "unpacked", "all-minilm-l6-v2");
    static final Path BUNDLED = Path.of("target", "classes", "models", "all-minilm-l6-v2");

    private MiniLm() {}

    /** What the build wrote about it. */
    public static Manifest manifest() {
        return ManifestReader.read(text(BUNDLED.resolve("manifest.json")));
    }

    /** Its tokenizer, as the tab reads it. */
    public static Tokenizer tokenizer() {
        String file = Objects.requireNonNull(manifest().tokenizer()).file();
        return Tokenizers.fromCompact(bytes(BUNDLED.resolve(file)));
    }

    static String tokenizerJson() {
        return text(UNPACKED.resolve("all-minilm-l6-v2-tokenizer.json"));
    }

    /** The graph of that provider, run by ONNX Runtime for Java. */
    public static JvmSession open(ExecutionProvider provider) {
        return new JvmSession(
                bytes(BUNDLED.resolve(manifest().filesFor(provider).graph())), provider);
    }

    /** The lines of a resource beside these tests. */
    static List<String> lines(String resource) {
        try (var in = Objects.requireNonNull(MiniLm.class.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] bytes(Path path) {
        try {
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path path) {
        return new String(bytes(path), StandardCharsets.UTF_8);
    }
}
