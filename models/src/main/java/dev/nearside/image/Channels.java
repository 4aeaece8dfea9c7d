package dev.nearside.image;

/** From a picture's bytes to floats of 0 to 1. What is transparent shows the background. */
public final class Channels {
    /** A background. */
    public static final int WHITE = 0xffffff;
    /** A background. */
    public static final int BLACK = 0;

    private static final byte OPAQUE = (byte) 255;
    /** Each byte's share of 255: looking it up is faster than dividing. */
    private static final float[] UNIT = unit();

    private Channels() {}

    private static float[] unit() {
        float[] unit = new float[256];
        for (int i = 0; i < unit.length; i++) {
            unit[i] = i / 255f;
        }
        return unit;
    }

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
            int at = 4 * i;
            float red = UNIT[rgba[at] & 255];
            float green = UNIT[rgba[at + 1] & 255];
            float blue = UNIT[rgba[at + 2] & 255];
            if (rgba[at + 3] != OPAQUE) {
                float alpha = UNIT[rgba[at + 3] & 255];
                red = background[0] + alpha * (red - background[0]);
                green = background[1] + alpha * (green - background[1]);
                blue = background[2] + alpha * (blue - background[2]);
            }
            chw[i] = red;
            chw[plane + i] = green;
            chw[2 * plane + i] = blue;
        }
    }

    private static void weigh(float[] rgb, Luma luma, float[] grey) {
        int plane = grey.length;
        for (int i = 0; i < plane; i++) {
            grey[i] = luma.of(rgb[i], rgb[plane + i], rgb[2 * plane + i]);
        }
    }
}
