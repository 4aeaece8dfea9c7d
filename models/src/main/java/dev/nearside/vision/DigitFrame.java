package dev.nearside.vision;

import dev.nearside.image.Box;
import dev.nearside.image.FloatImage;
import dev.nearside.image.Moments;
import dev.nearside.image.Resampling;
import dev.nearside.image.Window;

/**
 * Frames ink as MNIST's authors did: the longer side of its box becomes 20 pixels, its shape kept and its edges softened,
 * and its centre of mass goes to the centre of 28×28 (LeCun, Bottou, Bengio, Haffner: Gradient-based learning applied to
 * document recognition, 1998, section III.A).
 */
final class DigitFrame {
    static final int SIDE = 28;
    private static final int BOX_SIDE = 20;
    /** Where MNIST's centres of mass lie, measured on its digits, in pixels from the left and top edges. */
    private static final double CENTRE = 14.5;

    private DigitFrame() {}

    /** One channel of 28×28, the strongest ink 1. */
    static FloatImage frame(FloatImage ink, Box box) {
        double cell = Math.max(box.width(), box.height()) / (double) BOX_SIDE;
        Moments moments = Moments.of(ink);
        Window window = new Window(
                origin(moments.x(), cell, box.x(), box.right()),
                origin(moments.y(), cell, box.y(), box.bottom()),
                SIDE * cell,
                SIDE * cell);
        FloatImage framed =
                cell < 1 ? Resampling.bilinear(ink, window, SIDE, SIDE) : Resampling.area(ink, window, SIDE, SIDE);
        stretch(framed.viewChw());
        return framed;
    }

    /** The window's edge for that centre of mass; a box that would stick out of the frame is pushed back in. */
    private static double origin(double centre, double cell, int low, int high) {
        double wanted = centre - CENTRE * cell;
        double least = high - SIDE * cell;
        return Math.max(least, Math.min(wanted, low));
    }

    /** A stroke thinner than a pixel is faint after averaging: ink is ink, so the darkest becomes 1. */
    private static void stretch(float[] values) {
        float largest = 0;
        for (float value : values) {
            largest = Math.max(largest, value);
        }
        float factor = largest > 0 ? 1 / largest : 0;
        for (int i = 0; i < values.length; i++) {
            values[i] *= factor;
        }
    }
}
