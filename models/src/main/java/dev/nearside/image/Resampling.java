package dev.nearside.image;

/** Images in other sizes. */
public final class Resampling {
    private Resampling() {}

    /**
     * Averages the area under each new pixel, parts of old pixels by their share: for making images smaller without
     * moiré.
     *
     * @param width of the result, in pixels
     * @param height of the result, in pixels
     */
    public static FloatImage area(FloatImage image, int width, int height) {
        return area(image, Window.of(image), width, height);
    }

    /** As {@link #area(FloatImage, int, int)}, of a window only; what lies outside the image counts as 0. */
    public static FloatImage area(FloatImage image, Window window, int width, int height) {
        return apply(
                image,
                Taps.area(window.x(), window.width(), image.width(), width),
                Taps.area(window.y(), window.height(), image.height(), height));
    }

    /**
     * Interpolates between the four nearest pixels, their centres at half coordinates (as PyTorch does with
     * align_corners=False); beyond the outermost centres the edge goes on.
     *
     * @param width of the result, in pixels
     * @param height of the result, in pixels
     */
    public static FloatImage bilinear(FloatImage image, int width, int height) {
        return apply(
                image,
                Taps.linear(0, image.width(), image.width(), width, true),
                Taps.linear(0, image.height(), image.height(), height, true));
    }

    /** As {@link #bilinear(FloatImage, int, int)}, of a window only; what lies outside the image counts as 0. */
    public static FloatImage bilinear(FloatImage image, Window window, int width, int height) {
        return apply(
                image,
                Taps.linear(window.x(), window.width(), image.width(), width, false),
                Taps.linear(window.y(), window.height(), image.height(), height, false));
    }

    private static FloatImage apply(FloatImage image, Taps across, Taps down) {
        int width = across.count();
        int height = down.count();
        FloatImage out = FloatImage.black(image.channels(), width, height);
        float[] narrow = new float[image.height() * width];
        for (int c = 0; c < image.channels(); c++) {
            for (int y = 0; y < image.height(); y++) {
                int row = (c * image.height() + y) * image.width();
                across.apply(image.viewChw(), row, 1, narrow, y * width, 1);
            }
            for (int x = 0; x < width; x++) {
                down.apply(narrow, x, width, out.viewChw(), c * width * height + x, width);
            }
        }
        return out;
    }
}
