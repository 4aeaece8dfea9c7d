package dev.nearside.vision;

import dev.nearside.image.FloatImage;

/**
 * Every so many pixels of an image, gathered once: where each lies, as −1 to 1, and its values. What the fit goes over
 * again and again is thus small and in order.
 */
final class PaperSamples {
    /** Exponents of u and of v in the terms of a quadratic surface: 1, u, v, u², uv, v². */
    private static final int[] U_POWER = {0, 1, 0, 2, 1, 0};

    private static final int[] V_POWER = {0, 0, 1, 0, 1, 2};
    private static final int TERMS = U_POWER.length;

    private final int channels;
    private final int count;
    private final float[] u;
    private final float[] v;
    private final float[] values;
    private final float[] distances;

    PaperSamples(FloatImage image, int step) {
        int plane = image.width() * image.height();
        this.channels = image.channels();
        this.count = (plane + step - 1) / step;
        this.u = new float[count];
        this.v = new float[count];
        this.values = new float[channels * count];
        this.distances = new float[count];
        for (int i = 0; i < count; i++) {
            int pixel = i * step;
            u[i] = unit(pixel % image.width(), image.width());
            v[i] = unit(pixel / image.width(), image.height());
            for (int c = 0; c < channels; c++) {
                values[c * count + i] = image.viewChw()[c * plane + pixel];
            }
        }
    }

    /** A position as −1 to 1. */
    static float unit(int at, int count) {
        return count == 1 ? 0 : 2f * at / (count - 1) - 1;
    }

    /**
     * How far each sample is from a surface, by its furthest channel; good until the next call.
     *
     * @param k six coefficients a channel
     */
    float[] distances(float[] k) {
        for (int c = 0; c < channels; c++) {
            int at = c * TERMS;
            furthest(k[at], k[at + 1], k[at + 2], k[at + 3], k[at + 4], k[at + 5], c);
        }
        return distances;
    }

    private void furthest(float k0, float k1, float k2, float k3, float k4, float k5, int channel) {
        int from = channel * count;
        for (int i = 0; i < count; i++) {
            float x = u[i];
            float y = v[i];
            float paper = k0 + x * (k1 + x * k3 + y * k4) + y * (k2 + y * k5);
            float distance = Math.abs(values[from + i] - paper);
            distances[i] = channel == 0 ? distance : Math.max(distances[i], distance);
        }
    }

    /**
     * The normal equations of a least-squares fit to the samples whose last distance is within the limit: a row a term,
     * with a column a term and one more a channel.
     */
    double[][] normal(float limit, int terms) {
        double[][] power = powerSums(limit);
        double[][] normal = new double[terms][terms + channels];
        for (int i = 0; i < terms; i++) {
            for (int k = 0; k < terms; k++) {
                normal[i][k] = power[U_POWER[i] + U_POWER[k]][V_POWER[i] + V_POWER[k]];
            }
        }
        for (int c = 0; c < channels; c++) {
            double[] weighted = weightedSums(limit, c * count);
            for (int i = 0; i < terms; i++) {
                normal[i][terms + c] = weighted[i];
            }
        }
        return normal;
    }

    /** Sums of uᵃ·vᵇ up to a + b = 4. */
    private double[][] powerSums(float limit) {
        double s00 = 0;
        double s10 = 0;
        double s01 = 0;
        double s20 = 0;
        double s11 = 0;
        double s02 = 0;
        double s30 = 0;
        double s21 = 0;
        double s12 = 0;
        double s03 = 0;
        double s40 = 0;
        double s31 = 0;
        double s22 = 0;
        double s13 = 0;
        double s04 = 0;
        for (int i = 0; i < count; i++) {
            if (distances[i] <= limit) {
                double x = u[i];
                double y = v[i];
                double xx = x * x;
                double xy = x * y;
                double yy = y * y;
                s00++;
                s10 += x;
                s01 += y;
                s20 += xx;
                s11 += xy;
                s02 += yy;
                s30 += xx * x;
                s21 += xx * y;
                s12 += x * yy;
                s03 += yy * y;
                s40 += xx * xx;
                s31 += xx * xy;
                s22 += xx * yy;
                s13 += xy * yy;
                s04 += yy * yy;
            }
        }
        return new double[][] {{s00, s01, s02, s03, s04}, {s10, s11, s12, s13}, {s20, s21, s22}, {s30, s31}, {s40}};
    }

    /** Sums of each term times the value. */
    private double[] weightedSums(float limit, int from) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        double s4 = 0;
        double s5 = 0;
        for (int i = 0; i < count; i++) {
            if (distances[i] <= limit) {
                double value = values[from + i];
                double x = value * u[i];
                double y = value * v[i];
                s0 += value;
                s1 += x;
                s2 += y;
                s3 += x * u[i];
                s4 += x * v[i];
                s5 += y * v[i];
            }
        }
        return new double[] {s0, s1, s2, s3, s4, s5};
    }
}
