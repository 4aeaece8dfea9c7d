package dev.nearside.vision;

import dev.nearside.image.FloatImage;

/**
 * The paper's colour at every place, as a quadratic surface for each channel, fitted to the pixels that are
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

    /** Distances below that come from rounding: the surface is the paper. */
    private static final float EXACT = 0.002f;

    private final PaperSamples samples;
    private final Histogram histogram = new Histogram();
    private final int channels;
    private final float[] coefficients;

    private PaperFit(PaperSamples samples, int channels) {
        this.samples = samples;
        this.channels = channels;
        this.coefficients = new float[channels * TERMS];
    }

    /** Subtracts the paper from an image, in place: values of −1 to 1, 0 where there is only paper. */
    static void subtract(FloatImage image) {
        int plane = image.width() * image.height();
        // An odd step does not fall into the rhythm of ruled paper as easily as a round one.
        PaperSamples samples = new PaperSamples(image, Math.max(1, plane / SAMPLES) | 1);
        PaperFit fit = new PaperFit(samples, image.channels());
        fit.startFromBorder(image);
        for (int round = 0; round < ROUNDS; round++) {
            // The first fit is of planes only: a curve through pixels still mixed with ink would bend to it.
            if (!fit.refit(round == 0 ? 3 : TERMS)) {
                break;
            }
        }
        difference(image, fit.coefficients);
    }

    private void startFromBorder(FloatImage image) {
        int width = image.width();
        int height = image.height();
        for (int c = 0; c < channels; c++) {
            histogram.clear();
            for (int x = 0; x < width; x++) {
                histogram.add(image.at(c, x, 0));
                histogram.add(image.at(c, x, height - 1));
            }
            for (int y = 0; y < height; y++) {
                histogram.add(image.at(c, 0, y));
                histogram.add(image.at(c, width - 1, y));
            }
            coefficients[c * TERMS] = histogram.quantile(width + height);
        }
    }

    /** Fits the first terms to what is near the surface now; false if too little is, or if it fits as it is. */
    private boolean refit(int terms) {
        float[] distances = samples.distances(coefficients);
        histogram.clear();
        for (float distance : distances) {
            histogram.add(distance);
        }
        // Four times the quartile: of a half-normal distribution that is 1.3 deviations, ink being far beyond.
        float limit = Math.max(ALWAYS_PAPER, 4 * histogram.quantile(distances.length / 4));
        int used = 0;
        float furthest = 0;
        for (float distance : distances) {
            if (distance <= limit) {
                furthest = Math.max(furthest, distance);
                used++;
            }
        }
        return furthest > EXACT && used >= 4 * terms && solve(samples.normal(limit, terms), terms);
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
                for (int j = i; j < terms + channels; j++) {
                    m[k][j] -= factor * m[i][j];
                }
            }
        }
        for (int c = 0; c < channels; c++) {
            for (int i = 0; i < terms; i++) {
                coefficients[c * TERMS + i] = (float) (m[i][terms + c] / m[i][i]);
            }
        }
        return true;
    }

    private static void difference(FloatImage image, float[] k) {
        int width = image.width();
        int height = image.height();
        float[] values = image.viewChw();
        float[] u = new float[width];
        for (int x = 0; x < width; x++) {
            u[x] = PaperSamples.unit(x, width);
        }
        for (int c = 0; c < image.channels(); c++) {
            int at = c * TERMS;
            for (int y = 0; y < height; y++) {
                // Along a row the surface is a parabola of u alone.
                float v = PaperSamples.unit(y, height);
                float constant = k[at] + v * (k[at + 2] + v * k[at + 5]);
                float linear = k[at + 1] + v * k[at + 4];
                float square = k[at + 3];
                int row = (c * height + y) * width;
                for (int x = 0; x < width; x++) {
                    values[row + x] -= constant + u[x] * (linear + u[x] * square);
                }
            }
        }
    }
}
