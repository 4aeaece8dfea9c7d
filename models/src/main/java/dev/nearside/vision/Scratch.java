package dev.nearside.vision;

import dev.nearside.image.FloatImage;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Memory that preparing pictures of one size after another takes. It is kept: while somebody draws, fresh memory for
 * each stroke costs more than the arithmetic, as it pushes the model's weights out of the processor's cache.
 */
final class Scratch {
    private @Nullable FloatImage colours;
    private @Nullable FloatImage plane;
    private int[] labels = new int[0];

    /** An image of that size with any content. */
    FloatImage colours(int channels, int width, int height) {
        FloatImage kept = fitting(colours, channels, width, height);
        colours = kept;
        return kept;
    }

    /** Another, of one channel, with any content. */
    FloatImage plane(int width, int height) {
        FloatImage kept = fitting(plane, 1, width, height);
        plane = kept;
        return kept;
    }

    /** A zero for each pixel. */
    int[] labels(int pixels) {
        if (labels.length == pixels) {
            Arrays.fill(labels, 0);
        } else {
            labels = new int[pixels];
        }
        return labels;
    }

    private static FloatImage fitting(@Nullable FloatImage kept, int channels, int width, int height) {
        return kept != null && kept.channels() == channels && kept.width() == width && kept.height() == height
                ? kept
                : FloatImage.black(channels, width, height);
    }
}
