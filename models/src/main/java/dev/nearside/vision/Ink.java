package dev.nearside.vision;

import dev.nearside.image.FloatImage;
import dev.nearside.image.Luma;

/**
 * How much of each pixel is ink, whichever of pen and paper is the darker and whatever their colours: what differs from
 * the paper, towards the pen's side.
 *
 * @param coverage one channel, 0 (paper) to 1 (pen)
 * @param contrast of pen and paper, 0 to 1
 * @param noise the paper's grain in the unit of contrast
 * @param dark whether the pen is darker than the paper
 */
record Ink(FloatImage coverage, float contrast, float noise, boolean dark) {
    /**
     * Finds the ink.
     *
     * @param rgb overwritten
     * @param scratch holds the coverage until the next picture
     */
    static Ink of(FloatImage rgb, Scratch scratch) {
        PaperFit.subtract(rgb);
        float[] difference = rgb.viewChw();
        FloatImage distance = scratch.plane(rgb.width(), rgb.height());
        Histogram histogram = new Histogram();
        distances(difference, distance.viewChw(), histogram);
        int pixels = distance.viewChw().length;
        // The median of distances from paper: pen never covers half of a picture.
        float noise = histogram.quantile(pixels / 2);
        // Of the strongest pixels, past a few that may be dust.
        float strongest = histogram.quantile(pixels - Math.max(8, pixels / 5_000));
        float[] pen = meanColour(difference, distance.viewChw(), 0.6f * strongest);
        float floor = Math.min(3 * noise, 0.4f * strongest);
        cover(difference, pen, floor, strongest, distance.viewChw());
        return new Ink(distance, strongest, noise, Luma.BT601.of(pen[0], pen[1], pen[2]) < 0);
    }

    private static void distances(float[] rgb, float[] out, Histogram histogram) {
        int plane = out.length;
        for (int i = 0; i < plane; i++) {
            float largest =
                    Math.max(Math.abs(rgb[i]), Math.max(Math.abs(rgb[plane + i]), Math.abs(rgb[2 * plane + i])));
            out[i] = largest;
            histogram.add(largest);
        }
    }

    private static float[] meanColour(float[] rgb, float[] distance, float from) {
        double[] sum = new double[3];
        int count = 0;
        int plane = distance.length;
        for (int i = 0; i < plane; i++) {
            if (distance[i] >= from) {
                count++;
                for (int c = 0; c < 3; c++) {
                    sum[c] += rgb[c * plane + i];
                }
            }
        }
        float[] mean = new float[3];
        for (int c = 0; c < 3 && count > 0; c++) {
            mean[c] = (float) (sum[c] / count);
        }
        return mean;
    }

    /** Distances into coverage, in place; what differs from the paper away from the pen's colour (glare) is none. */
    private static void cover(float[] values, float[] pen, float floor, float strongest, float[] distance) {
        int plane = distance.length;
        float factor = strongest > floor ? 1 / (strongest - floor) : 0;
        for (int i = 0; i < plane; i++) {
            if (distance[i] <= floor) {
                distance[i] = 0;
                continue;
            }
            float side = values[i] * pen[0] + values[plane + i] * pen[1] + values[2 * plane + i] * pen[2];
            float covered = (distance[i] - floor) * factor;
            distance[i] = side <= 0 ? 0 : Math.min(1, covered);
        }
    }
}
