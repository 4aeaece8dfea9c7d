package dev.nearside.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nearside.chat.ChatMessage;
import dev.nearside.error.InvalidInput;
import dev.nearside.error.ProviderUnavailable;
import dev.nearside.runtime.ExecutionProvider;
import dev.nearside.runtime.ModelFiles;
import dev.nearside.tensor.ElementType;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestReaderTest {

    @Test
    void aManifestIsRead() {
        Manifest manifest = ManifestReader.read(ExampleManifest.JSON);

        assertThat(manifest.id()).isEqualTo("adder");
        assertThat(manifest.source().packageName()).isEqualTo("adder");
        assertThat(manifest.bytes()).isEqualTo(50);
        assertThat(manifest.runtime().inputs()).hasToString("[x float32[n, 2]]");
        assertThat(manifest.labels()).containsExactly("a", "b");
        assertThat(manifest.golden().input().values()).singleElement().satisfies(x -> assertThat(x.floats())
                .containsExactly(1, 2));
        assertThat(manifest.golden().toleranceOn(ExecutionProvider.WEBGPU)).isEqualTo(0.001);
    }

    @Test
    void eachProviderGetsItsFiles() {
        Manifest manifest = ManifestReader.read(ExampleManifest.JSON);

        assertThat(manifest.filesFor(ExecutionProvider.WASM))
                .isEqualTo(new ModelFiles("adder", "adder.onnx", List.of()));
        assertThat(manifest.filesFor(ExecutionProvider.WEBGPU))
                .isEqualTo(new ModelFiles("adder", "gpu/adder.onnx", List.of("gpu/adder.onnx_data")));
    }

    @Test
    void aProviderWithoutAGraphIsUnavailable() {
        Manifest manifest = ManifestReader.read(ExampleManifest.JSON.replace("\"default\"", "\"cpu\""));

        assertThatThrownBy(() -> manifest.filesFor(ExecutionProvider.WASM))
                .isInstanceOf(ProviderUnavailable.class)
                .hasMessage("the model adder has no graph for wasm");
    }

    @Test
    void aDeviceDownloadsOnlyWhatItsProviderNeeds() {
        Manifest manifest = ManifestReader.read(ExampleManifest.TEXT_JSON);

        assertThat(manifest.downloadsFor(ExecutionProvider.WASM))
                .extracting(ModelFile::path)
                .containsExactlyInAnyOrder("adder.onnx", "tokenizer.json");
        assertThat(manifest.downloadsFor(ExecutionProvider.WEBGPU))
                .extracting(ModelFile::path)
                .containsExactlyInAnyOrder("gpu/adder.onnx", "gpu/adder.onnx_data", "tokenizer.json");
    }

    @Test
    void aProviderCanHaveItsOwnGoldenResult() {
        GoldenCase golden = ManifestReader.read(ExampleManifest.TEXT_JSON).golden();

        assertThat(golden.expected(ExecutionProvider.WASM)).isEqualTo(golden.expected());
        assertThat(golden.expected(ExecutionProvider.WEBGPU).values())
                .singleElement()
                .satisfies(y -> assertThat(y.floats()).containsExactly(2, 1));
    }

    @ParameterizedTest
    @MethodSource
    void whatIsWrittenReadsBackTheSame(String json) {
        String written = ManifestWriter.write(ManifestReader.read(json));

        assertThat(ManifestWriter.write(ManifestReader.read(written))).isEqualTo(written);
        assertThat(ManifestReader.read(written).tokenizer())
                .isEqualTo(ManifestReader.read(json).tokenizer());
        assertThat(ManifestReader.read(written).runtime())
                .isEqualTo(ManifestReader.read(ExampleManifest.JSON).runtime());
    }

    static List<String> whatIsWrittenReadsBackTheSame() {
        return List.of(ExampleManifest.JSON, ExampleManifest.TEXT_JSON, ExampleManifest.CHAT_JSON);
    }

    @Test
    void aModelThatChatsSaysHow() {
        Manifest manifest = ManifestReader.read(ExampleManifest.CHAT_JSON);

        assertThat(manifest.generation())
                .isEqualTo(new GenerationSpec("decoder", 2, 3, 4, 50, 64, List.of(2, 7), null, ElementType.FLOAT16));
        assertThat(Objects.requireNonNull(manifest.generation()).cacheBytesPerToken())
                .isEqualTo(2 * 2 * 3 * 4 * 2);
        assertThat(Objects.requireNonNull(manifest.chatTemplate()).render(List.of(ChatMessage.user("Hi"))))
                .isEqualTo("<s>Be kind.</s><u>Hi</u><a>");
        assertThat(ManifestReader.read(ManifestWriter.write(manifest)))
                .extracting(Manifest::generation, Manifest::chatTemplate)
                .containsExactly(manifest.generation(), manifest.chatTemplate());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"layout\": \"decoder\"|\"layout\": \"x\"|generation.layout: 'x' is unknown; there are decoder and",
                "\"layers\": 2|\"layers\": 0|generation.layers: must be above 0, not 0",
                "[2, 7]|[2, 50]|generation.eos: 50 is not of the vocabulary",
                "\"float16\"|\"int8\"|generation.cache: must be float32 or float16, not int8",
                "\"generation\"|\"x\"|generation: is missing, though there is a chatTemplate",
                "\"tokenizer\": |\"x\": |tokenizer: is missing, though the model generates text",
                "\"user\": {|\"tool\": {|chatTemplate.roles.tool: 'tool' is no role",
                "\"assistant\": {\"before\": \"<a>\", \"after\": \"</a>\"}|\"system\": {}|not JSON",
                "\"user\": {\"before\"|\"user\": {\"b\"|chatTemplate.roles.user: 'before' is missing"
            })
    void aMistakeInWhatChattingTakesIsNamed(String right, String wrong, String message) {
        String json = ExampleManifest.CHAT_JSON.replace(right, wrong);

        assertThatThrownBy(() -> ManifestReader.read(json))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../adder.onnx",
                "/adder.onnx",
                "gpu/../adder.onnx",
                "gpu//adder.onnx",
                ".adder",
                "gpu/.adder",
                "gpu/",
                "gpu\\\\adder.onnx",
                "c:adder",
                "a b",
                "%2e%2e/adder",
                ""
            })
    void aPathThatCouldLeaveTheFolderIsRefused(String path) {
        String json = ExampleManifest.JSON.replace("\"path\": \"gpu/adder.onnx_data\"", "\"path\": \"" + path + "\"");

        assertThatThrownBy(() -> ManifestReader.read(json))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("files[2].path: '")
                .hasMessageContaining("allowed is a relative path");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"id\": \"adder\"|\"id\": \"Adder\"|id: 'Adder' is no id; allowed is [a-z0-9][a-z0-9._-]*",
                "\"id\": \"adder\"|\"id\": 5|id: expected a string, found a number",
                "\"bytes\": 12|\"bytes\": 0|files[0].bytes: must be above 0, not 0",
                "\"bytes\": 12|\"bytes\": 1.5|files[0].bytes: expected an integer of 64 bits, found 1.5",
                "\"cpu\": 1e-4|\"cpu\": 0|golden.tolerance.cpu: must be above 0, not 0.0",
                "\"cpu\": 1e-4,||golden.tolerance.cpu: is missing",
                "\"cpu\": 1e-4|\"npu\": 1|golden.tolerance.npu: 'npu' is no provider; there are webgpu, wasm and cpu",
                "\"default\": \"adder.onnx\"|\"default\": \"other.onnx\"|runtime.graph.default: 'other.onnx' is not listed",
                "\"default\"|\"npu\"|runtime.graph.npu: allowed are default, webgpu, wasm and cpu",
                "{\"x\": {|{\"z\": {|golden.input: 'x' is missing",
                "[1, 2], \"base64\"|[1, 3], \"base64\"|golden.input.x.base64: a float32 tensor of 3 elements takes 12 bytes",
                "[1, 2], \"base64\"|[2], \"base64\"|golden.input.x: float32[2] is not what runtime declares, x float32[n, 2]",
                "\"AACAPwAAAEA=\"|\"?\"|golden.input.x.base64: not base64",
                "\"title\": \"Adds\",||the document: 'title' is missing",
                "\"type\": \"float32\", \"dims\": [\"n\"|\"type\": \"f32\", \"dims\": [\"n\"|runtime.inputs[0].type: unknown tensor type 'f32'"
            })
    void aMistakeIsNamedWithItsPlaceAndWhatIsAllowed(String right, String wrong, String message) {
        String json = ExampleManifest.JSON.replace(right, wrong == null ? "" : wrong);

        assertThatThrownBy(() -> ManifestReader.read(json))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining(message);
    }

    @Test
    void allMistakesAreNamedAtOnce() {
        String json =
                ExampleManifest.JSON.replace(ExampleManifest.SHA256, "beef").replace("\"bytes\": 12", "\"bytes\": -1");

        assertThatThrownBy(() -> ManifestReader.read(json))
                .hasMessageContaining("files[0].bytes: must be above 0, not -1")
                .hasMessageContaining("files[2].sha256: 'beef' is no SHA-256; allowed are 64 lower-case");
    }
}
