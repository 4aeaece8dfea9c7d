package dev.nearside.image;

import java.util.Arrays;

/**
 * An image of floats, one plane after the other (CHW), rows from top to bottom: the layout that vision models take. Not
 * thread-safe where the array is written to.
 */
public final class FloatImage {
    private final int channels;
    private final int width;
    private final int height;
    private final float[] chw;

    private FloatImage(int channels, int width, int height, float[] chw) {
        this.channels = channels;
        this.width = width;
        this.height = height;
        this.chw = chw;
    }

    /**
     * An image over this array, which is not copied.
     *
     * @throws IllegalArgumentException if a size is below 1 or the array is not channels × height × width long
     */
    public static FloatImage of(int channels, int width, int height, float[] chw) {
        if (channels < 1 || width < 1 || height < 1 || chw.length != (long) channels * width * height) {
            throw new IllegalArgumentException(
                    channels + " channels of " + width + "x" + height + " do not fit " + chw.length + " floats");
        }
        return new FloatImage(channels, width, height, chw);
    }

    /** Black: every value 0. */
    public static FloatImage black(int channels, int width, int height) {
        return of(channels, width, height, new float[channels * width * height]);
    }

    public int channels() {
        return channels;
    }

    /** In pixels. */
    public int width() {
        return width;
    }

    /** In pixels. */
    public int height() {
        return height;
    }

    /** The values themselves, channels × height × width, no copy. */
    public float[] viewChw() {
        return chw;
    }

    /** One value; the channel, column and row from 0. */
    public float at(int channel, int x, int y) {
        return chw[(channel * height + y) * width + x];
    }

    /**
     * A new image of (value − mean) / deviation, by channel.
     *
     * @throws IllegalArgumentException if there is not one mean and one deviation a channel
     */
    public FloatImage normalised(float[] mean, float[] deviation) {
        if (mean.length != channels || deviation.length != channels) {
            throw new IllegalArgumentException(
                    "one mean and deviation for each of " + channels + " channels, not " + mean.length);
        }
        float[] out = Arrays.copyOf(chw, chw.length);
        int plane = width * height;
        for (int c = 0; c < channels; c++) {
            float factor = 1 / deviation[c];
            for (int i = c * plane; i < (c + 1) * plane; i++) {
                out[i] = (out[i] - mean[c]) * factor;
            }
        }
        return new FloatImage(channels, width, height, out);
    }

    /**
     * A copy of that part.
     *
     * @throws IllegalArgumentException if the box is not within the image
     */
    public FloatImage crop(Box box) {
        if (box.x() < 0 || box.y() < 0 || box.right() > width || box.bottom() > height) {
            throw new IllegalArgumentException(box + " is not within " + width + "x" + height);
        }
        FloatImage out = black(channels, box.width(), box.height());
        for (int c = 0; c < channels; c++) {
            for (int y = 0; y < box.height(); y++) {
                int from = (c * height + box.y() + y) * width + box.x();
                System.arraycopy(chw, from, out.chw, (c * box.height() + y) * box.width(), box.width());
            }
        }
        return out;
    }
}
