package dev.nearside.vision;

import dev.nearside.image.FloatImage;
import java.util.Arrays;

/**
 * The paper's colour at every place, as a quadratic surface for each of red, green and blue, fitted to the pixels that are
 * not ink. It follows the uneven light of a photo; on a clean canvas it is the paper's one colour.
 *
 * <p>Robust by trimming: the border's median starts it, then pixels far from the surface are left out and it is fitted
 * again (iteratively trimmed least squares; Rousseeuw and Leroy, 1987).
 */
final class PaperFit {
    private static final int TERMS = 6;
    private static final int ROUNDS = 4;
    /** About as many pixels are looked at, so that the fit costs the same for every size. */
    private static final int SAMPLES = 2_000;
    /** Below that a difference of colour is taken for paper whatever the noise: 10 of 255 steps. */
    private static final float ALWAYS_PAPER = 0.04f;

    private final FloatImage image;
    private final float[] coefficients = new float[3 * TERMS];

    private PaperFit(FloatImage image) {
        this.image = image;
    }

    /** Subtracts the paper from an RGB image: three channels of −1 to 1, 0 where there is only paper. */
    static FloatImage subtract(FloatImage rgb) {
        PaperFit fit = new PaperFit(rgb);
        fit.startFromBorder();
        for (int round = 0; round < ROUNDS; round++) {
            // The first fit is of planes only: a curve through pixels still mixed with ink would bend to it.
            if (!fit.refit(round == 0 ? 3 : TERMS)) {
                break;
            }
        }
        FloatImage out = FloatImage.black(3, rgb.width(), rgb.height());
        difference(rgb, fit.coefficients, out.viewChw());
        return out;
    }

    private void startFromBorder() {
        int width = image.width();
        int height = image.height();
        for (int c = 0; c < 3; c++) {
            float[] border = new float[2 * (width + height)];
            int count = 0;
            for (int x = 0; x < width; x++) {
                border[count++] = image.at(c, x, 0);
                border[count++] = image.at(c, x, height - 1);
            }
            for (int y = 0; y < height; y++) {
                border[count++] = image.at(c, 0, y);
                border[count++] = image.at(c, width - 1, y);
            }
            Arrays.sort(border);
            coefficients[c * TERMS] = border[count / 2];
        }
    }

    /** Fits the first terms to what is near the surface now; false if too little is. */
    private boolean refit(int terms) {
        int plane = image.width() * image.height();
        // An odd step does not fall into the rhythm of ruled paper as easily as a round one.
        int step = Math.max(1, plane / SAMPLES) | 1;
        float[] distances = new float[(plane + step - 1) / step];
        for (int i = 0; i < distances.length; i++) {
            distances[i] = distance(i * step);
        }
        float[] sorted = Arrays.copyOf(distances, distances.length);
        Arrays.sort(sorted);
        // Four times the quartile: of a half-normal distribution that is 1.3 deviations, ink being far beyond.
        float limit = Math.max(ALWAYS_PAPER, 4 * sorted[sorted.length / 4]);
        double[][] normal = new double[terms][terms + 3];
        double[] basis = new double[TERMS];
        int used = 0;
        for (int i = 0; i < distances.length; i++) {
            if (distances[i] <= limit) {
                accumulate(i * step, terms, basis, normal);
                used++;
            }
        }
        return used >= 4 * terms && solve(normal, terms);
    }

    private float distance(int pixel) {
        int plane = image.width() * image.height();
        float u = u(pixel % image.width(), image.width());
        float v = u(pixel / image.width(), image.height());
        float largest = 0;
        for (int c = 0; c < 3; c++) {
            float paper = surface(coefficients, c * TERMS, u, v);
            largest = Math.max(largest, Math.abs(image.viewChw()[c * plane + pixel] - paper));
        }
        return largest;
    }

    private void accumulate(int pixel, int terms, double[] basis, double[][] normal) {
        int plane = image.width() * image.height();
        float u = u(pixel % image.width(), image.width());
        float v = u(pixel / image.width(), image.height());
        basis[0] = 1;
        basis[1] = u;
        basis[2] = v;
        basis[3] = u * u;
        basis[4] = u * v;
        basis[5] = v * v;
        for (int i = 0; i < terms; i++) {
            for (int k = 0; k < terms; k++) {
                normal[i][k] += basis[i] * basis[k];
            }
            for (int c = 0; c < 3; c++) {
                normal[i][terms + c] += basis[i] * image.viewChw()[c * plane + pixel];
            }
        }
    }

    /** Gauss–Jordan elimination; false if the system has no clear solution. */
    private boolean solve(double[][] m, int terms) {
        for (int i = 0; i < terms; i++) {
            int pivot = i;
            for (int k = i + 1; k < terms; k++) {
                pivot = Math.abs(m[k][i]) > Math.abs(m[pivot][i]) ? k : pivot;
            }
            double[] swapped = m[i];
            m[i] = m[pivot];
            m[pivot] = swapped;
            if (Math.abs(m[i][i]) < 1e-6) {
                return false;
            }
            for (int k = 0; k < terms; k++) {
                double factor = k == i ? 0 : m[k][i] / m[i][i];
                for (int j = i; j < terms + 3; j++) {
                    m[k][j] -= factor * m[i][j];
                }
            }
        }
        for (int c = 0; c < 3; c++) {
            for (int i = 0; i < terms; i++) {
                coefficients[c * TERMS + i] = (float) (m[i][terms + c] / m[i][i]);
            }
        }
        return true;
    }

    private static void difference(FloatImage rgb, float[] k, float[] out) {
        int width = rgb.width();
        int height = rgb.height();
        float[] values = rgb.viewChw();
        float[] u = new float[width];
        for (int x = 0; x < width; x++) {
            u[x] = u(x, width);
        }
        for (int c = 0; c < 3; c++) {
            int at = c * TERMS;
            for (int y = 0; y < height; y++) {
                // Along a row the surface is a parabola of u alone.
                float v = u(y, height);
                float constant = k[at] + v * (k[at + 2] + v * k[at + 5]);
                float linear = k[at + 1] + v * k[at + 4];
                float square = k[at + 3];
                int row = (c * height + y) * width;
                for (int x = 0; x < width; x++) {
                    out[row + x] = values[row + x] - (constant + u[x] * (linear + u[x] * square));
                }
            }
        }
    }

    private static float surface(float[] k, int at, float u, float v) {
        return k[at] + k[at + 1] * u + k[at + 2] * v + k[at + 3] * u * u + k[at + 4] * u * v + k[at + 5] * v * v;
    }

    /** A position as −1 to 1. */
    private static float u(int at, int count) {
        return count == 1 ? 0 : 2f * at / (count - 1) - 1;
    }
}
