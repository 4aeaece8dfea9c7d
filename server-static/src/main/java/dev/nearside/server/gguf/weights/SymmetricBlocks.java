package dev.nearside.server.gguf.weights;

import dev.nearside.error.InvalidInput;
import dev.nearside.server.gguf.format.TensorType;
import dev.nearside.tensor.Float16;
import java.nio.ByteBuffer;

/**
 * A matrix in blocks of 32 signed codes with a scale in half precision each: {@code weight = scale · code}. What the file
 * has in that form already (Q4_0, Q5_0, Q8_0) is taken as it is, all else is rounded to eight bits. Not thread-safe.
 */
public final class SymmetricBlocks {
    /** Elements in a block. */
    public static final int BLOCK = 32;

    private static final int LARGEST_CODE = 127;

    private final WeightMatrix matrix;
    private final float[] row;

    /** @throws InvalidInput if its rows are no whole number of blocks */
    public SymmetricBlocks(WeightMatrix matrix) {
        if (matrix.columns() % BLOCK != 0) {
            throw new InvalidInput("the tensor '" + matrix.name() + "' has rows of " + matrix.columns()
                    + " elements; only multiples of " + BLOCK + " can be converted");
        }
        this.matrix = matrix;
        this.row = new float[matrix.columns()];
    }

    /** How many bits the codes need: 4 for Q4_0, else 8. */
    public int bits() {
        return matrix.type() == TensorType.Q4_0 ? 4 : 8;
    }

    /**
     * Reads a row.
     *
     * @param codes takes a code for each column, from −8 to 7 where {@link #bits()} is 4
     * @param scales takes the bits of a half-precision number for each block
     * @throws InvalidInput if a weight is no finite number, or too large for such a scale
     */
    public void read(int index, byte[] codes, short[] scales) {
        switch (matrix.type()) {
            case Q4_0, Q5_0, Q8_0 -> take(index, codes, scales);
            default -> round(index, codes, scales);
        }
    }

    private void take(int index, byte[] codes, short[] scales) {
        ByteBuffer in = matrix.slice(index);
        int at = matrix.offset(index);
        for (int block = 0; block < scales.length; block++) {
            short scale = in.getShort(at);
            if (!Float.isFinite(Float16.toFloat(scale))) {
                throw new InvalidInput("the tensor '" + matrix.name() + "' has a scale that is no finite number");
            }
            scales[block] = scale;
            for (int i = 0; i < BLOCK; i++) {
                codes[block * BLOCK + i] = (byte) code(in, at, i);
            }
            at += matrix.type().blockBytes();
        }
    }

    private int code(ByteBuffer in, int at, int element) {
        return switch (matrix.type()) {
            case Q4_0 -> SmallBlocks.low4(in, at + 2, element) - 8;
            case Q5_0 -> (SmallBlocks.low4(in, at + 6, element) | (in.getInt(at + 2) >>> element & 1) << 4) - 16;
            default -> in.get(at + 2 + element);
        };
    }

    private void round(int index, byte[] codes, short[] scales) {
        matrix.read(index, 0, row.length, row);
        for (int block = 0; block < scales.length; block++) {
            float largest = 0;
            for (int i = 0; i < BLOCK; i++) {
                largest = Math.max(largest, Math.abs(row[block * BLOCK + i]));
            }
            scales[block] = HalfPrecision.up(largest / LARGEST_CODE);
            float scale = Float16.toFloat(scales[block]);
            if (!Float.isFinite(scale)) {
                throw new InvalidInput("the tensor '" + matrix.name() + "' holds " + largest + ", which is too large");
            }
            for (int i = 0; i < BLOCK; i++) {
                codes[block * BLOCK + i] = scale == 0 ? 0 : (byte) Math.round(row[block * BLOCK + i] / scale);
            }
        }
    }
}
