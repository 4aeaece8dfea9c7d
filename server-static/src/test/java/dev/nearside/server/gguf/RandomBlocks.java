package dev.nearside.server.gguf;

import dev.nearside.server.gguf.format.TensorType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;

/** Random weights in any of ggml's formats, around 0. */
final class RandomBlocks {
    private RandomBlocks() {}

    /** Blocks for that many elements, with about that standard deviation. */
    static byte[] of(TensorType type, long elements, float deviation, Random random) {
        int blocks = Math.toIntExact(elements / type.blockElements());
        ByteBuffer out = ByteBuffer.allocate(blocks * type.blockBytes()).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < blocks; i++) {
            block(type, deviation, random, out);
        }
        return out.array();
    }

    private static void block(TensorType type, float deviation, Random random, ByteBuffer out) {
        float vary = deviation * (0.75f + random.nextFloat() / 2);
        switch (type) {
            case F32 -> out.putFloat((float) (random.nextGaussian() * deviation));
            case F16 -> out.putShort(half((float) (random.nextGaussian() * deviation)));
            case BF16 ->
                out.putShort((short) (Float.floatToIntBits((float) (random.nextGaussian() * deviation)) >> 16));
            case Q4_0 -> bytes(out.putShort(half(vary / 4.6f)), 16, random);
            case Q4_1 -> bytes(out.putShort(half(vary / 4.6f)).putShort(half(-7.5f * vary / 4.6f)), 16, random);
            case Q5_0 -> bytes(out.putShort(half(vary / 9.2f)), 20, random);
            case Q5_1 -> bytes(out.putShort(half(vary / 9.2f)).putShort(half(-15.5f * vary / 9.2f)), 20, random);
            case Q8_0 -> bytes(out.putShort(half(vary / 74)), 32, random);
            case Q4_K ->
                bytes(out.putShort(half(vary / 4.6f / 32)).putShort(half(7.5f * vary / 4.6f / 32)), 140, random);
            case Q5_K ->
                bytes(out.putShort(half(vary / 9.2f / 32)).putShort(half(15.5f * vary / 9.2f / 32)), 172, random);
            case Q6_K -> {
                bytes(out, 208, random);
                out.putShort(half(vary / 18.5f / 74));
            }
        }
    }

    private static void bytes(ByteBuffer out, int count, Random random) {
        byte[] some = new byte[count];
        random.nextBytes(some);
        out.put(some);
    }

    /** The nearest half-precision number below 65,520 in size; numbers below 2^-24 become 0. */
    static short half(float value) {
        int bits = Float.floatToIntBits(value);
        int sign = bits >>> 16 & 0x8000;
        float size = Math.abs(value);
        if (size < 0x1p-14f) {
            return (short) (sign | Math.round(size * 0x1p24f));
        }
        int rounded = Float.floatToIntBits(size) + 0x1000 - (112 << 23);
        return (short) (sign | rounded >>> 13);
    }
}
