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
     * @param out overwritten; of one channel, for a picture that {@link #isGrey is grey}, or of three
     * @throws IllegalArgumentException if it has another number of channels or is not as large as the picture
     */
    public static void rgb(Picture picture, int background, FloatImage out) {
        if (out.channels() != 1 && out.channels() != 3
                || out.width() != picture.width()
                || out.height() != picture.height()) {
            throw new IllegalArgumentException("the colours of a " + picture + " do not fit " + out.channels()
                    + " channels of " + out.width() + "x" + out.height());
        }
        for (int c = 0; c < out.channels(); c++) {
            float back = UNIT[background >> (16 - 8 * c) & 255];
            composite(picture.viewRgba(), c, back, out.viewChw());
        }
    }

    /** Whether red, green and blue are the same in every pixel, as in most drawings: then one channel tells all. */
    public static boolean isGrey(Picture picture) {
        byte[] rgba = picture.viewRgba();
        for (int i = 0; i < rgba.length; i += 4) {
            if (rgba[i] != rgba[i + 1] || rgba[i] != rgba[i + 2]) {
                return false;
            }
        }
        return true;
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

    private static void composite(byte[] rgba, int channel, float background, float[] chw) {
        int plane = rgba.length / 4;
        int out = channel * plane;
        for (int i = 0; i < rgba.length; i += 4) {
            float value = UNIT[rgba[i + channel] & 255];
            if (rgba[i + 3] != OPAQUE) {
                value = background + UNIT[rgba[i + 3] & 255] * (value - background);
            }
            chw[out++] = value;
        }
    }

    private static void weigh(float[] rgb, Luma luma, float[] grey) {
        int plane = grey.length;
        for (int i = 0; i < plane; i++) {
            grey[i] = luma.of(rgb[i], rgb[plane + i], rgb[2 * plane + i]);
        }
    }
}
