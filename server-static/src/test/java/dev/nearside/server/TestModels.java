package dev.nearside.server;

import dev.nearside.catalog.GoldenCase;
import dev.nearside.catalog.Licence;
import dev.nearside.catalog.Manifest;
import dev.nearside.catalog.ManifestWriter;
import dev.nearside.catalog.ModelFile;
import dev.nearside.catalog.RuntimeSpec;
import dev.nearside.catalog.Sha256;
import dev.nearside.catalog.Source;
import dev.nearside.json.JsonObject;
import dev.nearside.runtime.ExecutionProvider;
import dev.nearside.runtime.ValueInfo;
import dev.nearside.tensor.ElementType;
import dev.nearside.tensor.HostTensor;
import dev.nearside.tensor.Shape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Models in a folder, as an installation leaves them. */
public final class TestModels {
    private TestModels() {}

    /** Writes a model of one file, {@code model.onnx}, with these bytes; y is x + 1 in its golden case. */
    public static void install(Path models, String id, byte[] graph) throws IOException {
        Path folder = describe(models, id, new ModelFile("model.onnx", graph.length, Sha256.hexOf(graph)));
        Files.write(folder.resolve("model.onnx"), graph);
    }

    /** Writes the manifest of a model of one file, without the file. */
    public static Path describe(Path models, String id, ModelFile file) throws IOException {
        Path folder = Files.createDirectories(models.resolve(id));
        HostTensor one = HostTensor.ofFloats(Shape.of(1, 2), new float[] {1, 2});
        HostTensor two = HostTensor.ofFloats(Shape.of(1, 2), new float[] {2, 3});
        ValueInfo x = new ValueInfo("x", ElementType.FLOAT32, List.of("batch", "2"));
        ValueInfo y = new ValueInfo("y", ElementType.FLOAT32, List.of("batch", "2"));
        Manifest manifest = new Manifest(
                id,
                "A model for tests",
                "addition",
                new Licence("MIT", "https://example.org/licence"),
                new Source("made by a test", null, null),
                List.of(file),
                new RuntimeSpec(Map.of("default", file.path()), Map.of(), List.of(x), List.of(y)),
                null,
                null,
                null,
                List.of(),
                JsonObject.empty(),
                JsonObject.empty(),
                new GoldenCase(
                        Map.of("x", one),
                        Map.of("y", two),
                        Map.of(
                                ExecutionProvider.CPU, 1e-5,
                                ExecutionProvider.WASM, 1e-5,
                                ExecutionProvider.WEBGPU, 1e-3)),
                List.of("samples/one.png"));
        Files.writeString(folder.resolve("manifest.json"), ManifestWriter.write(manifest), StandardCharsets.UTF_8);
        return folder;
    }
}
