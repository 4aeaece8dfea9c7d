package dev.nearside.e2e;

import dev.nearside.catalog.Manifest;
import dev.nearside.catalog.ManifestReader;
import dev.nearside.embedding.EmbedOptions;
import dev.nearside.embedding.EmbeddingInput;
import dev.nearside.embedding.Embeddings;
import dev.nearside.embedding.TextEmbedder;
import dev.nearside.runtime.ExecutionProvider;
import dev.nearside.runtime.InferenceRuntime;
import dev.nearside.runtime.InferenceSession;
import dev.nearside.runtime.SessionOptions;
import dev.nearside.server.onnx.OnnxRuntime;
import dev.nearside.tokenizer.Tokenizer;
import dev.nearside.tokenizer.Tokenizers;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** The embedding model on the JVM, over the server's ONNX Runtime: the other side of the comparison. */
public final class JvmEmbedder {
    private static final String FOLDER = "/models/all-minilm-l6-v2/";

    private JvmEmbedder() {}

    /** 200 sentences of many kinds and languages. */
    static List<String> sentences() {
        return new String(resource("/dev/nearside/embedding/sentences.txt"), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    static Tokenizer tokenizer() {
        return Tokenizers.fromCompact(
                resource(FOLDER + Objects.requireNonNull(manifest().tokenizer()).file()));
    }

    /** Embeds them all; the folder receives the weights. */
    public static Embeddings embed(List<String> texts, Path folder) {
        Manifest manifest = manifest();
        Path graph = folder.resolve("graph.onnx");
        try {
            Files.write(
                    graph,
                    resource(FOLDER + manifest.filesFor(ExecutionProvider.CPU).graph()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try (InferenceRuntime runtime = new OnnxRuntime(files -> graph);
                InferenceSession session = runtime.open(
                        manifest.filesFor(ExecutionProvider.CPU), SessionOptions.on(ExecutionProvider.CPU))) {
            List<EmbeddingInput> inputs =
                    texts.stream().map(EmbeddingInput::ofText).toList();
            return new TextEmbedder(session, tokenizer(), manifest).embed(inputs, EmbedOptions.TRUNCATING);
        }
    }

    private static Manifest manifest() {
        return ManifestReader.read(new String(resource(FOLDER + "manifest.json"), StandardCharsets.UTF_8));
    }

    /** A file of the bundled model. */
    static byte[] bundled(String file) {
        return resource(FOLDER + file);
    }

    private static byte[] resource(String name) {
        try (InputStream in = JvmEmbedder.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("there is no " + name + " on the class path");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
