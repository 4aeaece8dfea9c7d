package dev.nearside.e2e;

import dev.nearside.catalog.Manifest;
import dev.nearside.catalog.ManifestReader;
import dev.nearside.image.Picture;
import dev.nearside.runtime.ExecutionProvider;
import dev.nearside.runtime.InferenceRuntime;
import dev.nearside.runtime.InferenceSession;
import dev.nearside.runtime.SessionOptions;
import dev.nearside.server.onnx.OnnxRuntime;
import dev.nearside.vision.Classification;
import dev.nearside.vision.DigitClassifier;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The digit model on the JVM, over the server's ONNX Runtime. */
final class JvmDigits {
    private JvmDigits() {}

    /** Classifies them all. */
    static List<Classification> classify(List<Picture> pictures, Path folder) {
        Manifest manifest = ManifestReader.read(new String(bundled("manifest.json"), StandardCharsets.UTF_8));
        Path graph = folder.resolve("digits.onnx");
        try {
            Files.write(graph, bundled("digits.onnx"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try (InferenceRuntime runtime = new OnnxRuntime(files -> graph);
                InferenceSession session = runtime.open(
                        manifest.filesFor(ExecutionProvider.CPU), SessionOptions.on(ExecutionProvider.CPU))) {
            DigitClassifier classifier = new DigitClassifier(session, manifest);
            return pictures.stream().map(classifier::classify).toList();
        }
    }

    /** A file of the model, as it is in the jar. */
    static byte[] bundled(String file) {
        try (InputStream in = JvmDigits.class.getResourceAsStream("/models/digits/" + file)) {
            if (in == null) {
                throw new IllegalStateException("the jar has no " + file + " of the digit model");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
