package dev.nearside.server.gguf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nearside.error.Cancelled;
import dev.nearside.error.InvalidInput;
import dev.nearside.server.gguf.format.TensorType;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that cannot be converted are refused by name, and nothing is left of the attempt. */
class RefusalTest {
    @TempDir
    Path folder;

    private ConvertedModel convert(GgufDraft draft, ConversionProgress progress) throws IOException {
        Path gguf = Files.createDirectories(folder.resolve("source")).resolve("tiny.gguf");
        return new GgufConverter()
                .convert(
                        new GgufSource(draft.write(gguf), "tiny"),
                        folder.resolve("models/tiny"),
                        ConversionOptions.with(ConversionOptions.Templates.NONE),
                        progress);
    }

    @AfterEach
    void nothingIsLeft() throws IOException {
        Path models = Files.createDirectories(folder.resolve("models"));
        try (Stream<Path> left = Files.list(models)) {
            assertThat(left.filter(path -> path.getFileName().toString().startsWith(".")))
                    .isEmpty();
        }
    }

    static Stream<Arguments> files() {
        return Stream.of(
                refused("architecture 'gemma3'", draft().put("general.architecture", "gemma3")),
                refused("lacks 'general.architecture'", draft().without("general.architecture")),
                refused("lacks 'llama.block_count'", draft().without("llama.block_count")),
                refused("mixture of experts", draft().put("llama.expert_count", 8)),
                refused("split over several files", draft().put("split.count", 2)),
                refused("'yarn'", draft().put("llama.rope.scaling.type", "yarn")),
                refused("llama.rope.dimension_count is 16", draft().put("llama.rope.dimension_count", 16)),
                refused("llama.embedding_length is 0", draft().put("llama.embedding_length", 0)),
                refused("'token_embd.weight' has the sizes [256, 492]", draft().put("llama.embedding_length", 512)),
                refused("lacks the tensor 'blk.2.attn_norm.weight'", draft().put("llama.block_count", 3)),
                refused("lacks the tensor 'blk.1.ffn_up.weight'", draft().without("blk.1.ffn_up.weight")),
                refused("blk.0.attn_q_norm.weight", with("blk.0.attn_q_norm.weight")),
                refused(
                        "the tokenizer has 493 tokens",
                        draft().put("tokenizer.ggml.tokens", tokens(493)).without("tokenizer.ggml.token_type")),
                refused("twice", draft().put("tokenizer.ggml.tokens", List.of("a", "b", "a"))));
    }

    private static Arguments refused(String message, GgufDraft draft) {
        return Arguments.of(message, draft);
    }

    private static GgufDraft draft() {
        return TinyLlama.standard().draft();
    }

    private static GgufDraft with(String tensor) {
        GgufDraft draft = draft();
        draft.tensor(tensor, TensorType.F32, new byte[128], 32);
        return draft;
    }

    private static List<String> tokens(int count) {
        return Stream.iterate(0, id -> id + 1).limit(count).map(id -> "t" + id).toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void whatCannotBeConvertedIsNamed(String message, GgufDraft draft) {
        assertThatThrownBy(() -> convert(draft, ConversionProgress.NONE))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining(message);
    }

    @Test
    void aCancelledConversionEndsAtOnce() {
        assertThatThrownBy(() -> convert(draft(), (done, total) -> {
                    throw new Cancelled("enough");
                }))
                .isInstanceOf(Cancelled.class);
    }

    @Test
    void anInterruptedConversionEndsAtOnce() {
        assertThatThrownBy(() ->
                        convert(draft(), (done, total) -> Thread.currentThread().interrupt()))
                .isInstanceOf(Cancelled.class);
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void aWeightThatIsNoNumberEndsTheConversion() {
        GgufDraft draft = TinyLlama.standard().in(TensorType.F32).draft();
        byte[] infinite = new byte[256 * 256 * 4];
        infinite[3] = 0x7f;
        infinite[2] = (byte) 0x80;
        draft.tensor("blk.1.attn_q.weight", TensorType.F32, infinite, 256, 256);

        assertThatThrownBy(() -> convert(draft, ConversionProgress.NONE))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("blk.1.attn_q.weight");
    }

    @Test
    void whatIsThereAlreadyStays() throws IOException {
        Path before = Files.createDirectories(folder.resolve("models/tiny")).resolve("mine.txt");
        Files.writeString(before, "mine");

        assertThatThrownBy(() -> convert(draft(), ConversionProgress.NONE))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(before).hasContent("mine");
    }
}
