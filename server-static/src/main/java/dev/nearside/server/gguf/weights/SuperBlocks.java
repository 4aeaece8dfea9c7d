package dev.nearside.server.gguf.weights;

import java.nio.ByteBuffer;

/** The K formats: 256 elements in a block, of which each 32 (or 16) have a scale of their own in six (or eight) bits. */
final class SuperBlocks {
    private static final int ELEMENTS = 256;
    private static final int SCALES_AT = 4;
    private static final int SCALE_BYTES = 12;

    private SuperBlocks() {}

    static void q4(ByteBuffer in, int at, float[] out, int outAt) {
        int codes = at + SCALES_AT + SCALE_BYTES;
        for (int part = 0; part < 8; part++) {
            float scale = BlockDecoder.half(in, at) * scale(in, at + SCALES_AT, part);
            float minimum = BlockDecoder.half(in, at + 2) * minimum(in, at + SCALES_AT, part);
            for (int i = 0; i < 32; i++) {
                out[outAt + part * 32 + i] = scale * low4(in, codes, part, i) - minimum;
            }
        }
    }

    static void q5(ByteBuffer in, int at, float[] out, int outAt) {
        int fifthBits = at + SCALES_AT + SCALE_BYTES;
        int codes = fifthBits + ELEMENTS / 8;
        for (int part = 0; part < 8; part++) {
            float scale = BlockDecoder.half(in, at) * scale(in, at + SCALES_AT, part);
            float minimum = BlockDecoder.half(in, at + 2) * minimum(in, at + SCALES_AT, part);
            for (int i = 0; i < 32; i++) {
                int fifth = in.get(fifthBits + i) >> part & 1;
                out[outAt + part * 32 + i] = scale * (low4(in, codes, part, i) | fifth << 4) - minimum;
            }
        }
    }

    static void q6(ByteBuffer in, int at, float[] out, int outAt) {
        int upperBits = at + 128;
        int scales = at + 192;
        float scale = BlockDecoder.half(in, at + 208);
        for (int element = 0; element < ELEMENTS; element++) {
            int half = element / 128;
            int part = element % 128 / 32;
            int i = element % 32;
            int pair = in.get(at + half * 64 + part % 2 * 32 + i);
            int low = (part < 2 ? pair : pair >> 4) & 15;
            int high = in.get(upperBits + half * 32 + i) >> (2 * part) & 3;
            out[outAt + element] = scale * in.get(scales + element / 16) * ((low | high << 4) - 32);
        }
    }

    /** Two parts share 32 bytes of codes: the even one has the low four bits, the odd one the high four. */
    private static int low4(ByteBuffer in, int codes, int part, int element) {
        int pair = in.get(codes + part / 2 * 32 + element);
        return (part % 2 == 0 ? pair : pair >> 4) & 15;
    }

    /** The first four parts have their six bits together, the others four of them in another byte. */
    private static int scale(ByteBuffer in, int at, int part) {
        return part < 4 ? in.get(at + part) & 63 : (in.get(at + part + 4) & 15) | (in.get(at + part - 4) >> 6 & 3) << 4;
    }

    private static int minimum(ByteBuffer in, int at, int part) {
        return part < 4
                ? in.get(at + part + 4) & 63
                : (in.get(at + part + 4) >> 4 & 15) | (in.get(at + part) >> 6 & 3) << 4;
    }
}
