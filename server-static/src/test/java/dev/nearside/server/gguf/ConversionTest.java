package dev.nearside.server.gguf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nearside.catalog.Manifest;
import dev.nearside.catalog.ManifestReader;
import dev.nearside.catalog.SelfTest;
import dev.nearside.runtime.ExecutionProvider;
import dev.nearside.runtime.InferenceRuntime;
import dev.nearside.runtime.InferenceSession;
import dev.nearside.runtime.SessionOptions;
import dev.nearside.server.onnx.OnnxRuntime;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConversionTest {
    @TempDir
    Path models;

    @Test
    void aTinyLlamaBecomesAModelThatPassesItsSelfTest() throws Exception {
        Path folder = TinyLlama.standard().install(models, "tiny-llama");

        Manifest manifest = ManifestReader.read(Files.readString(folder.resolve("manifest.json")));
        assertThat(manifest.runtime().graph())
                .containsEntry("webgpu", "model.onnx")
                .containsEntry("cpu", "model.onnx")
                .containsEntry("wasm", "model_int8.onnx");
        try (InferenceRuntime runtime = new OnnxRuntime(files -> folder.resolve(files.graph()));
                InferenceSession session = runtime.open(
                        manifest.filesFor(ExecutionProvider.CPU), SessionOptions.on(ExecutionProvider.CPU))) {
            assertThat(session.inputs()).isEqualTo(manifest.runtime().inputs());
            assertThat(SelfTest.run(manifest.golden(), session).passed()).isTrue();
        }
    }
}
