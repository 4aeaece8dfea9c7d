package dev.nearside.server.gguf;

import dev.nearside.server.gguf.format.TensorType;

/**
 * ggml's block formats once more, loop by loop after {@code dequantize_row_*} in {@code ggml-quants.c}, to compare with. Slow
 * and plain; it shares nothing with what it tests.
 */
final class ReferenceBlocks {
    private final byte[] data;
    private final float[] y;
    private int in;
    private int out;

    private ReferenceBlocks(byte[] data, int elements) {
        this.data = data;
        this.y = new float[elements];
    }

    static float[] decode(TensorType type, byte[] data, int elements) {
        ReferenceBlocks blocks = new ReferenceBlocks(data, elements);
        while (blocks.out < elements) {
            blocks.block(type);
        }
        return blocks.y;
    }

    private void block(TensorType type) {
        switch (type) {
            case F32 -> next(Float.intBitsToFloat(u16(in) | u16(in + 2) << 16), 4);
            case F16 -> next(f16(in), 2);
            case BF16 -> next(Float.intBitsToFloat(u16(in) << 16), 2);
            case Q4_0 -> small(4, false);
            case Q4_1 -> small(4, true);
            case Q5_0 -> small(5, false);
            case Q5_1 -> small(5, true);
            case Q8_0 -> q8();
            case Q4_K -> q45k(false);
            case Q5_K -> q45k(true);
            case Q6_K -> q6k();
        }
    }

    private void next(float value, int bytes) {
        y[out++] = value;
        in += bytes;
    }

    private void small(int bits, boolean minimum) {
        float d = f16(in);
        float m = minimum ? f16(in + 2) : 0;
        int at = in + (minimum ? 4 : 2);
        long qh = 0;
        if (bits == 5) {
            qh = u16(at) | (long) u16(at + 2) << 16;
            at += 4;
        }
        int offset = minimum ? 0 : 1 << (bits - 1);
        for (int j = 0; j < 16; j++) {
            int x0 = data[at + j] & 0x0f;
            int x1 = (data[at + j] & 0xff) >> 4;
            if (bits == 5) {
                x0 |= (int) ((qh >> j & 1) << 4);
                x1 |= (int) ((qh >> (j + 16) & 1) << 4);
            }
            y[out + j] = (x0 - offset) * d + m;
            y[out + j + 16] = (x1 - offset) * d + m;
        }
        out += 32;
        in = at + 16;
    }

    private void q8() {
        float d = f16(in);
        for (int j = 0; j < 32; j++) {
            y[out++] = data[in + 2 + j] * d;
        }
        in += 34;
    }

    private void q45k(boolean five) {
        float d = f16(in);
        float min = f16(in + 2);
        int scales = in + 4;
        int qh = in + 16;
        int ql = five ? in + 48 : in + 16;
        int is = 0;
        int u1 = 1;
        int u2 = 2;
        for (int j = 0; j < 256; j += 64) {
            float d1 = d * scale(scales, is);
            float m1 = min * minimum(scales, is);
            float d2 = d * scale(scales, is + 1);
            float m2 = min * minimum(scales, is + 1);
            for (int l = 0; l < 32; l++) {
                int high = five && (data[qh + l] & u1) != 0 ? 16 : 0;
                y[out++] = d1 * ((data[ql + l] & 0xf) + high) - m1;
            }
            for (int l = 0; l < 32; l++) {
                int high = five && (data[qh + l] & u2) != 0 ? 16 : 0;
                y[out++] = d2 * (((data[ql + l] & 0xff) >> 4) + high) - m2;
            }
            ql += 32;
            is += 2;
            u1 <<= 2;
            u2 <<= 2;
        }
        in += five ? 176 : 144;
    }

    private int scale(int q, int j) {
        if (j < 4) {
            return data[q + j] & 63;
        }
        return (data[q + j + 4] & 0xf) | ((data[q + j - 4] & 0xff) >> 6) << 4;
    }

    private int minimum(int q, int j) {
        if (j < 4) {
            return data[q + j + 4] & 63;
        }
        return ((data[q + j + 4] & 0xff) >> 4) | ((data[q + j] & 0xff) >> 6) << 4;
    }

    private void q6k() {
        int ql = in;
        int qh = in + 128;
        int sc = in + 192;
        float d = f16(in + 208);
        for (int n = 0; n < 256; n += 128) {
            for (int l = 0; l < 32; l++) {
                int is = l / 16;
                int h = data[qh + l] & 0xff;
                int q1 = ((data[ql + l] & 0xf) | (h & 3) << 4) - 32;
                int q2 = ((data[ql + l + 32] & 0xf) | (h >> 2 & 3) << 4) - 32;
                int q3 = ((data[ql + l] & 0xff) >> 4 | (h >> 4 & 3) << 4) - 32;
                int q4 = ((data[ql + l + 32] & 0xff) >> 4 | (h >> 6 & 3) << 4) - 32;
                y[out + l] = d * data[sc + is] * q1;
                y[out + l + 32] = d * data[sc + is + 2] * q2;
                y[out + l + 64] = d * data[sc + is + 4] * q3;
                y[out + l + 96] = d * data[sc + is + 6] * q4;
            }
            out += 128;
            ql += 64;
            qh += 32;
            sc += 8;
        }
        in += 210;
    }

    private int u16(int at) {
        return (data[at] & 0xff) | (data[at + 1] & 0xff) << 8;
    }

    /** IEEE 754 binary16 by its definition. */
    private float f16(int at) {
        int bits = u16(at);
        int exponent = bits >> 10 & 31;
        double fraction = (bits & 1023) / 1024.0;
        double value = exponent == 0 ? fraction * Math.pow(2, -14) : (1 + fraction) * Math.pow(2, exponent - 15);
        return (float) ((bits & 0x8000) == 0 ? value : -value);
    }
}
