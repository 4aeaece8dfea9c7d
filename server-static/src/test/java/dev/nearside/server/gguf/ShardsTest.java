package dev.nearside.server.gguf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nearside.catalog.ModelFile;
import dev.nearside.catalog.Sha256;
import dev.nearside.runtime.ExecutionProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShardsTest {
    private static final int SHARD = 100_000;

    @TempDir
    Path folder;

    private ConvertedModel convert(GgufDraft draft, ConversionOptions options, ConversionProgress progress)
            throws Exception {
        return new GgufConverter()
                .convert(
                        new GgufSource(draft.write(folder.resolve("tiny.gguf")), "tiny"),
                        folder.resolve("tiny"),
                        options,
                        progress);
    }

    private static ConversionOptions inSmallFiles(ExecutionProvider... providers) {
        return new ConversionOptions(Set.of(providers), 100, SHARD, ConversionOptions.Templates.NONE);
    }

    private static int contextOf(ConvertedModel model) {
        return Objects.requireNonNull(model.manifest().generation()).contextLength();
    }

    @Test
    void filesKeepToTheirLengthAndToTheManifest() throws Exception {
        ConvertedModel model =
                convert(TinyLlama.standard().draft(), inSmallFiles(ExecutionProvider.CPU), ConversionProgress.NONE);

        assertThat(model.manifest().files()).hasSizeGreaterThan(8);
        for (ModelFile file : model.manifest().files()) {
            byte[] bytes = Files.readAllBytes(model.folder().resolve(file.path()));
            assertThat(bytes).hasSize((int) file.bytes()).hasSizeLessThan(SHARD + 40_000);
            assertThat(Sha256.hexOf(bytes)).isEqualTo(file.sha256());
        }
    }

    @Test
    void onlyTheGraphsOfTheProvidersAskedForAreWritten() throws Exception {
        ConvertedModel model =
                convert(TinyLlama.standard().draft(), inSmallFiles(ExecutionProvider.WASM), ConversionProgress.NONE);

        assertThat(model.manifest().runtime().graph()).containsOnlyKeys("wasm");
        assertThat(model.folder().resolve("model.onnx")).doesNotExist();
    }

    @Test
    void aShorterContextThanTheModelsIsSaid() throws Exception {
        ConvertedModel model =
                convert(TinyLlama.standard().draft(), inSmallFiles(ExecutionProvider.CPU), ConversionProgress.NONE);

        assertThat(contextOf(model)).isEqualTo(100);
        assertThat(model.notes()).anyMatch(note -> note.contains("100 tokens at most"));
    }

    @Test
    void aModelWithASlidingWindowTakesNoLongerTextThanThat() throws Exception {
        GgufDraft draft = TinyLlama.standard().draft().put("llama.attention.sliding_window", 64);

        ConvertedModel model = convert(draft, inSmallFiles(ExecutionProvider.CPU), ConversionProgress.NONE);

        assertThat(contextOf(model)).isEqualTo(64);
    }

    @Test
    void progressRisesToTheEnd() throws Exception {
        List<Long> heard = new ArrayList<>();

        ConvertedModel model = convert(
                TinyLlama.standard().draft(),
                inSmallFiles(ExecutionProvider.CPU, ExecutionProvider.WASM),
                (done, total) -> heard.add(100 * done / total));

        assertThat(model.notes()).isNotEmpty();
        assertThat(heard).isSorted().contains(100L);
    }
}
