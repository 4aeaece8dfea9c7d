package dev.nearside.server.gguf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nearside.error.InvalidInput;
import dev.nearside.server.gguf.format.GgufFile;
import dev.nearside.server.gguf.format.TensorType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the reader says to files that are not what they say. */
class LyingHeaderTest {
    /** Magic and version come before. */
    private static final int TENSOR_COUNT = 8;

    private static final int ENTRY_COUNT = 16;
    private static final int FIRST_KEY = 24;

    @TempDir
    Path folder;

    private static GgufDraft draft() {
        GgufDraft draft = new GgufDraft().put("general.name", "small").put("numbers", List.of(1, 2, 3));
        draft.tensor("a", TensorType.F32, new byte[16], 4);
        draft.tensor("b", TensorType.Q8_0, new byte[68], 32, 2);
        return draft;
    }

    private GgufFile open(byte... bytes) throws Exception {
        return GgufFile.open(Files.write(folder.resolve("file.gguf"), bytes));
    }

    @Test
    void bothVersionsAreRead() throws Exception {
        for (int version : new int[] {2, 3}) {
            try (GgufFile file = open(draft().toBytes(version))) {
                assertThat(file.version()).isEqualTo(version);
                assertThat(file.metadata().text("general.name")).contains("small");
                assertThat(file.metadata().numbers("numbers")).contains(List.of(1.0, 2.0, 3.0));
                assertThat(file.tensor("b").orElseThrow().dims()).containsExactly(32L, 2L);
                assertThat(file.tensor("b").orElseThrow().bytes()).isEqualTo(68);
            }
        }
    }

    static Stream<Arguments> lies() {
        return Stream.of(
                lie("no GGUF file", bytes -> bytes.putInt(0, 0x12345678)),
                lie("version 1", bytes -> bytes.putInt(4, 1)),
                lie("version 4", bytes -> bytes.putInt(4, 4)),
                lie("big-endian", bytes -> bytes.putInt(4, 3 << 24)),
                lie("claims 4294967296 tensors", bytes -> bytes.putLong(TENSOR_COUNT, 1L << 32)),
                lie("claims 18446744073709551615 tensors", bytes -> bytes.putLong(TENSOR_COUNT, -1)),
                lie("claims 99999 entries of metadata", bytes -> bytes.putLong(ENTRY_COUNT, 99_999)),
                lie("bytes for the key of metadata entry 0", bytes -> bytes.putLong(FIRST_KEY, 1L << 40)),
                lie("bytes for the value of 'general.name'", bytes -> bytes.putLong(FIRST_KEY + 8 + 12 + 4, -5)),
                lie("unknown type 77", bytes -> bytes.putInt(FIRST_KEY + 8 + 12, 77)),
                lie("items of 'numbers'", bytes -> bytes.putLong(after(bytes, "numbers") + 8, 1L << 50)),
                lie("array of arrays", bytes -> bytes.putInt(after(bytes, "numbers") + 4, 9)),
                lie("9 sizes", bytes -> bytes.putInt(tensor(bytes, "a"), 9)),
                lie("has the size 0", bytes -> bytes.putLong(tensor(bytes, "a") + 4, 0)),
                lie("more than any file can hold", bytes -> bytes.putLong(tensor(bytes, "b") + 12, Long.MAX_VALUE)),
                lie("no multiple of the 32", bytes -> bytes.putLong(tensor(bytes, "b") + 4, 33)),
                lie("unknown type, number 1234", bytes -> bytes.putInt(tensor(bytes, "b") + 20, 1234)),
                lie("type IQ2_XS", bytes -> bytes.putInt(tensor(bytes, "b") + 20, 17)),
                lie("no multiple of 32", bytes -> bytes.putLong(tensor(bytes, "b") + 24, 8)),
                lie("starts at byte 4096", bytes -> bytes.putLong(tensor(bytes, "b") + 24, 4096)),
                lie("starts at byte 18446744073709551584", bytes -> bytes.putLong(tensor(bytes, "b") + 24, -32)),
                lie("overlap", bytes -> bytes.putLong(tensor(bytes, "b") + 24, 0)),
                lie("the file ends before the tensor 'b'", bytes -> bytes.putLong(tensor(bytes, "b") + 12, 200)));
    }

    private static Arguments lie(String message, Consumer<ByteBuffer> change) {
        return Arguments.of(message, change);
    }

    private static int find(ByteBuffer bytes, String text) {
        return StandardCharsets.ISO_8859_1
                .decode(bytes.duplicate().clear())
                .toString()
                .indexOf(text);
    }

    private static int after(ByteBuffer bytes, String key) {
        return find(bytes, key) + key.length();
    }

    /** Where a tensor's entry goes on behind its name of one letter. */
    private static int tensor(ByteBuffer bytes, String name) {
        return find(bytes, "\1\0\0\0\0\0\0\0" + name) + 9;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lies")
    void aLieIsNamed(String message, Consumer<ByteBuffer> change) {
        ByteBuffer bytes = ByteBuffer.wrap(draft().toBytes()).order(ByteOrder.LITTLE_ENDIAN);
        change.accept(bytes);

        assertThatThrownBy(() -> open(bytes.array()).close())
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining(message);
    }

    @Test
    void aKeyThatStandsTwiceIsNamed() {
        byte[] bytes = new GgufDraft().put("first.key", 1).put("other.key", 2).toBytes();
        int at = find(ByteBuffer.wrap(bytes), "other.key");
        System.arraycopy("first.key".getBytes(StandardCharsets.US_ASCII), 0, bytes, at, 9);

        assertThatThrownBy(() -> open(bytes).close())
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("'first.key' twice");
    }

    @Test
    void anAlignmentThatIsNoPowerOfTwoIsNamed() {
        assertThatThrownBy(() ->
                        open(draft().put("general.alignment", 33).toBytes()).close())
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("general.alignment is 33");
    }

    @Test
    void aMissingFileIsNamed() {
        assertThatThrownBy(() -> GgufFile.open(folder.resolve("none.gguf")).close())
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("none.gguf");
    }

    @Test
    void aFileThatIsCutOffAnywhereIsRefused() {
        byte[] whole = draft().toBytes();
        int end = whole.length - 28;

        for (int length = 0; length < end; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> open(part).close()).isInstanceOf(InvalidInput.class);
        }
    }

    static LongStream seeds() {
        return LongStream.range(0, 20);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whateverIsChangedOnlyTheDocumentedErrorComesOut(long seed) throws Exception {
        Random random = new Random(seed);
        byte[] valid = TinyLlama.standard().draft().toBytes();
        int header = 20_000;

        for (int round = 0; round < 25; round++) {
            byte[] bytes = valid.clone();
            for (int i = 0; i <= random.nextInt(4); i++) {
                mutate(bytes, random, header);
            }
            try (GgufFile file = open(bytes)) {
                file.tensors().forEach(tensor -> assertThat(tensor.bytes()).isPositive());
            } catch (InvalidInput expected) {
                assertThat(expected).hasMessageStartingWith(folder.toString());
            }
        }
    }

    private static void mutate(byte[] bytes, Random random, int header) {
        int at = random.nextInt(header);
        switch (random.nextInt(3)) {
            case 0 -> bytes[at] = (byte) random.nextInt();
            case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            default -> ByteBuffer.wrap(bytes).putLong(at, random.nextLong());
        }
    }
}
