package dev.nearside.server.gguf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nearside.error.InvalidInput;
import dev.nearside.server.gguf.format.GgufFile;
import dev.nearside.server.gguf.format.TensorType;
import dev.nearside.server.gguf.weights.SymmetricBlocks;
import dev.nearside.server.gguf.weights.WeightMatrix;
import dev.nearside.tensor.Float16;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Every block format against the loops of {@link ReferenceBlocks}. */
class BlockFormatsTest {
    private static final int COLUMNS = 512;
    private static final int ROWS = 24;

    @TempDir
    Path folder;

    private WeightMatrix matrix(TensorType type, byte[] data) throws Exception {
        GgufDraft draft = new GgufDraft();
        draft.tensor("w", type, data, COLUMNS, ROWS);
        try (GgufFile file = GgufFile.open(draft.write(folder.resolve("w.gguf")))) {
            return WeightMatrix.of(file, file.tensor("w").orElseThrow(), row -> row);
        }
    }

    private static byte[] random(TensorType type) {
        return RandomBlocks.of(type, (long) ROWS * COLUMNS, 0.1f, new Random(type.id()));
    }

    @ParameterizedTest
    @EnumSource
    void everyFormatDecodesToWhatGgmlDecodesItTo(TensorType type) throws Exception {
        byte[] data = random(type);

        WeightMatrix matrix = matrix(type, data);

        float[] expected = ReferenceBlocks.decode(type, data, ROWS * COLUMNS);
        float[] row = new float[COLUMNS];
        for (int i = 0; i < ROWS; i++) {
            matrix.read(i, 0, COLUMNS, row);
            for (int j = 0; j < COLUMNS; j++) {
                assertThat(row[j]).isEqualTo(expected[i * COLUMNS + j]);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void theLowerHalfOfARowIsReadWithoutTheUpperOne(TensorType type) throws Exception {
        WeightMatrix matrix = matrix(type, random(type));
        float[] whole = new float[COLUMNS];
        float[] half = new float[COLUMNS / 2];

        matrix.read(5, 0, COLUMNS, whole);
        matrix.read(5, COLUMNS / 2, COLUMNS / 2, half);

        for (int j = 0; j < half.length; j++) {
            assertThat(half[j]).isEqualTo(whole[COLUMNS / 2 + j]);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"Q4_0", "Q5_0", "Q8_0"})
    void blocksWithoutAMinimumKeepTheirCodesAndScales(TensorType type) throws Exception {
        WeightMatrix matrix = matrix(type, random(type));

        assertThat(largestError(matrix)).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"Q4_0", "Q5_0", "Q8_0"})
    void allElseIsRoundedToAtMostHalfAStepOfItsBlock(TensorType type) throws Exception {
        WeightMatrix matrix = matrix(type, random(type));

        assertThat(largestError(matrix)).isLessThan(0.51).isPositive();
    }

    /** In steps of the block. */
    private static double largestError(WeightMatrix matrix) {
        SymmetricBlocks blocks = new SymmetricBlocks(matrix);
        byte[] codes = new byte[COLUMNS];
        short[] scales = new short[COLUMNS / SymmetricBlocks.BLOCK];
        float[] row = new float[COLUMNS];
        double largest = 0;
        for (int i = 0; i < ROWS; i++) {
            blocks.read(i, codes, scales);
            matrix.read(i, 0, COLUMNS, row);
            for (int j = 0; j < COLUMNS; j++) {
                float scale = Float16.toFloat(scales[j / SymmetricBlocks.BLOCK]);
                largest = Math.max(largest, Math.abs(row[j] - scale * codes[j]) / Math.abs(scale));
            }
        }
        return largest;
    }

    @Test
    void aWeightThatIsNoNumberIsNamed() throws Exception {
        byte[] data = random(TensorType.F32);
        ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN).putFloat(400, Float.NaN);
        WeightMatrix matrix = matrix(TensorType.F32, data);

        assertThatThrownBy(() -> matrix.read(0, 0, COLUMNS, new float[COLUMNS]))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("'w'");
    }

    @Test
    void aWeightThatNoScaleOfHalfPrecisionReachesIsNamed() throws Exception {
        byte[] data = random(TensorType.F32);
        ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN).putFloat(400, 1e9f);
        SymmetricBlocks blocks = new SymmetricBlocks(matrix(TensorType.F32, data));

        assertThatThrownBy(() -> blocks.read(0, new byte[COLUMNS], new short[COLUMNS / 32]))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("too large");
    }
}
