package dev.nearside.image;

/** From a picture's bytes to floats of 0 to 1. What is transparent shows the background. */
public final class Channels {
    /** A background. */
    public static final int WHITE = 0xffffff;
    /** A background. */
    public static final int BLACK = 0;

    private Channels() {}

    /**
     * Red, green and blue: three channels of 0 to 1.
     *
     * @param background {@code 0xRRGGBB}
     */
    public static FloatImage rgb(Picture picture, int background) {
        FloatImage out = FloatImage.black(3, picture.width(), picture.height());
        rgb(picture, background, out);
        return out;
    }

    /**
     * As {@link #rgb(Picture, int)}, into an image that is there.
     *
     * @param out overwritten
     * @throws IllegalArgumentException if it is not one of three channels as large as the picture
     */
    public static void rgb(Picture picture, int background, FloatImage out) {
        if (out.channels() != 3 || out.width() != picture.width() || out.height() != picture.height()) {
            throw new IllegalArgumentException("the RGB of a " + picture + " does not fit " + out.channels()
                    + " channels of " + out.width() + "x" + out.height());
        }
        float[] back = {(background >> 16 & 255) / 255f, (background >> 8 & 255) / 255f, (background & 255) / 255f};
        composite(picture.viewRgba(), back, out.viewChw());
    }

    /**
     * Luma: one channel of 0 (black) to 1 (white).
     *
     * @param background {@code 0xRRGGBB}
     */
    public static FloatImage grey(Picture picture, Luma luma, int background) {
        FloatImage rgb = rgb(picture, background);
        FloatImage out = FloatImage.black(1, picture.width(), picture.height());
        weigh(rgb.viewChw(), luma, out.viewChw());
        return out;
    }

    private static void composite(byte[] rgba, float[] background, float[] chw) {
        int plane = rgba.length / 4;
        for (int i = 0; i < plane; i++) {
            int alpha = rgba[4 * i + 3] & 255;
            for (int c = 0; c < 3; c++) {
                float value = (rgba[4 * i + c] & 255) / 255f;
                chw[c * plane + i] = alpha == 255 ? value : background[c] + alpha / 255f * (value - background[c]);
            }
        }
    }

    private static void weigh(float[] rgb, Luma luma, float[] grey) {
        int plane = grey.length;
        for (int i = 0; i < plane; i++) {
            grey[i] = luma.of(rgb[i], rgb[plane + i], rgb[2 * plane + i]);
        }
    }
}
