package dev.nearside.server.gguf.weights;

import java.nio.ByteBuffer;

/**
 * The formats with 32 elements in a block: a scale in half precision, perhaps a minimum, then the codes. A byte of codes
 * holds elements j and j + 16.
 */
final class SmallBlocks {
    static final int ELEMENTS = 32;
    private static final int HALF = ELEMENTS / 2;

    private SmallBlocks() {}

    static void q4WithoutMinimum(ByteBuffer in, int at, float[] out, int outAt) {
        float scale = BlockDecoder.half(in, at);
        for (int i = 0; i < ELEMENTS; i++) {
            out[outAt + i] = scale * (low4(in, at + 2, i) - 8);
        }
    }

    static void q4WithMinimum(ByteBuffer in, int at, float[] out, int outAt) {
        float scale = BlockDecoder.half(in, at);
        float minimum = BlockDecoder.half(in, at + 2);
        for (int i = 0; i < ELEMENTS; i++) {
            out[outAt + i] = scale * low4(in, at + 4, i) + minimum;
        }
    }

    static void q5WithoutMinimum(ByteBuffer in, int at, float[] out, int outAt) {
        float scale = BlockDecoder.half(in, at);
        int fifthBits = in.getInt(at + 2);
        for (int i = 0; i < ELEMENTS; i++) {
            out[outAt + i] = scale * ((low4(in, at + 6, i) | (fifthBits >>> i & 1) << 4) - 16);
        }
    }

    static void q5WithMinimum(ByteBuffer in, int at, float[] out, int outAt) {
        float scale = BlockDecoder.half(in, at);
        float minimum = BlockDecoder.half(in, at + 2);
        int fifthBits = in.getInt(at + 4);
        for (int i = 0; i < ELEMENTS; i++) {
            out[outAt + i] = scale * (low4(in, at + 8, i) | (fifthBits >>> i & 1) << 4) + minimum;
        }
    }

    static void q8(ByteBuffer in, int at, float[] out, int outAt) {
        float scale = BlockDecoder.half(in, at);
        for (int i = 0; i < ELEMENTS; i++) {
            out[outAt + i] = scale * in.get(at + 2 + i);
        }
    }

    /** The low four bits of an element's code. */
    static int low4(ByteBuffer in, int codes, int element) {
        int pair = in.get(codes + element % HALF);
        return (element < HALF ? pair : pair >> 4) & 15;
    }
}
