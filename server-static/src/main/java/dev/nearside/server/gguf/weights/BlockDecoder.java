package dev.nearside.server.gguf.weights;

import dev.nearside.server.gguf.format.TensorType;
import dev.nearside.tensor.Float16;
import java.nio.ByteBuffer;

/** Turns a block of one of ggml's formats into numbers, as {@code dequantize_row_*} of {@code ggml-quants.c} does. */
@FunctionalInterface
interface BlockDecoder {

    /**
     * Decodes one block.
     *
     * @param in little-endian
     * @param at where the block starts
     * @param out takes as many numbers as the format has in a block
     * @param outAt where they go
     */
    void decode(ByteBuffer in, int at, float[] out, int outAt);

    /** The decoder of that format. */
    static BlockDecoder of(TensorType type) {
        return switch (type) {
            case F32 -> (in, at, out, outAt) -> out[outAt] = in.getFloat(at);
            case F16 -> (in, at, out, outAt) -> out[outAt] = half(in, at);
            case BF16 -> (in, at, out, outAt) -> out[outAt] = Float.intBitsToFloat(in.getShort(at) << 16);
            case Q4_0 -> SmallBlocks::q4WithoutMinimum;
            case Q4_1 -> SmallBlocks::q4WithMinimum;
            case Q5_0 -> SmallBlocks::q5WithoutMinimum;
            case Q5_1 -> SmallBlocks::q5WithMinimum;
            case Q8_0 -> SmallBlocks::q8;
            case Q4_K -> SuperBlocks::q4;
            case Q5_K -> SuperBlocks::q5;
            case Q6_K -> SuperBlocks::q6;
        };
    }

    /** The half-precision number there. */
    static float half(ByteBuffer in, int at) {
        return Float16.toFloat(in.getShort(at));
    }
}
