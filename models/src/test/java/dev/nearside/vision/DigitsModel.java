package dev.nearside.vision;

import ai.onnxruntime.OrtException;
import dev.nearside.catalog.Manifest;
import dev.nearside.catalog.ManifestReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The bundled model as tests read it. */
final class DigitsModel {
    private DigitsModel() {}

    static Manifest manifest() throws IOException {
        return ManifestReader.read(new String(file("manifest.json"), StandardCharsets.UTF_8));
    }

    static OnnxSession session() throws IOException, OrtException {
        return new OnnxSession(file("digits.onnx"));
    }

    static byte[] file(String name) throws IOException {
        try (InputStream in = DigitsModel.class.getResourceAsStream("/models/digits/" + name)) {
            if (in == null) {
                throw new IOException("the model's jar has no " + name);
            }
            return in.readAllBytes();
        }
    }
}
