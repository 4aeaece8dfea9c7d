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
     * @param colours one channel or three; overwritten
     * @param scratch holds the coverage until the next picture
     */
    static Ink of(FloatImage colours, Scratch scratch) {
        PaperFit.subtract(colours);
        FloatImage distance = scratch.plane(colours.width(), colours.height());
        Histogram histogram = new Histogram();
        distances(colours, distance.viewChw(), histogram);
        int pixels = distance.viewChw().length;
        // The median of distances from paper: pen never covers half of a picture.
        float noise = histogram.quantile(pixels / 2);
        // Of the strongest pixels, past a few that may be dust.
        float strongest = histogram.quantile(pixels - Math.max(8, pixels / 5_000));
        float[] pen = meanColour(colours, distance.viewChw(), 0.6f * strongest);
        float floor = Math.min(3 * noise, 0.4f * strongest);
        cover(colours, pen, floor, strongest, distance.viewChw());
        return new Ink(distance, strongest, noise, luma(pen) < 0);
    }

    private static float luma(float[] colour) {
        return colour.length == 1 ? colour[0] : Luma.BT601.of(colour[0], colour[1], colour[2]);
    }

    private static void distances(FloatImage colours, float[] out, Histogram histogram) {
        float[] values = colours.viewChw();
        int plane = out.length;
        for (int i = 0; i < plane; i++) {
            float largest = Math.abs(values[i]);
            for (int at = plane + i; at < values.length; at += plane) {
                largest = Math.max(largest, Math.abs(values[at]));
            }
            out[i] = largest;
            histogram.add(largest);
        }
    }

    private static float[] meanColour(FloatImage colours, float[] distance, float from) {
        float[] values = colours.viewChw();
        double[] sum = new double[colours.channels()];
        int count = 0;
        int plane = distance.length;
        for (int i = 0; i < plane; i++) {
            if (distance[i] >= from) {
                count++;
                for (int c = 0; c < sum.length; c++) {
                    sum[c] += values[c * plane + i];
                }
            }
        }
        float[] mean = new float[sum.length];
        for (int c = 0; c < mean.length && count > 0; c++) {
            mean[c] = (float) (sum[c] / count);
        }
        return mean;
    }

    /** Distances into coverage, in place; what differs from the paper away from the pen's colour (glare) is none. */
    private static void cover(FloatImage colours, float[] pen, float floor, float strongest, float[] distance) {
        float[] values = colours.viewChw();
        int plane = distance.length;
        float factor = strongest > floor ? 1 / (strongest - floor) : 0;
        for (int i = 0; i < plane; i++) {
            if (distance[i] <= floor) {
                distance[i] = 0;
                continue;
            }
            float side = 0;
            for (int c = 0; c < pen.length; c++) {
                side += values[c * plane + i] * pen[c];
            }
            float covered = (distance[i] - floor) * factor;
            distance[i] = side <= 0 ? 0 : Math.min(1, covered);
        }
    }
}
