package dev.nearside.vision;

import dev.nearside.image.FloatImage;
import dev.nearside.image.Picture;
import java.util.Arrays;
import java.util.Random;

/** Paper to draw test pictures on. */
public final class Paper {
    private final int width;
    private final int height;
    private final float[] rgb;

    private Paper(int width, int height, float[] rgb) {
        this.width = width;
        this.height = height;
        this.rgb = rgb;
    }

    /** Paper of one colour, {@code 0xRRGGBB}. */
    public static Paper of(int width, int height, int colour) {
        float[] rgb = new float[3 * width * height];
        for (int c = 0; c < 3; c++) {
            Arrays.fill(rgb, c * width * height, (c + 1) * width * height, channel(colour, c));
        }
        return new Paper(width, height, rgb);
    }

    /** Lays ink on it, from column x and row y on. */
    public Paper draw(FloatImage ink, int x, int y, int pen) {
        for (int c = 0; c < 3; c++) {
            for (int row = 0; row < ink.height(); row++) {
                for (int column = 0; column < ink.width(); column++) {
                    int at = (c * height + y + row) * width + x + column;
                    rgb[at] += ink.at(0, column, row) * (channel(pen, c) - rgb[at]);
                }
            }
        }
        return this;
    }

    /** A straight stroke with round ends; coordinates and width in pixels. */
    public Paper stroke(double x0, double y0, double x1, double y1, double strokeWidth, int pen) {
        double length = Math.max(1e-9, Math.pow(x1 - x0, 2) + Math.pow(y1 - y0, 2));
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double t = ((x + 0.5 - x0) * (x1 - x0) + (y + 0.5 - y0) * (y1 - y0)) / length;
                double along = Math.max(0, Math.min(1, t));
                double away = Math.hypot(x + 0.5 - x0 - along * (x1 - x0), y + 0.5 - y0 - along * (y1 - y0));
                float ink = (float) Math.max(0, Math.min(1, strokeWidth / 2 - away + 0.5));
                for (int c = 0; c < 3; c++) {
                    int at = (c * height + y) * width + x;
                    rgb[at] += ink * (channel(pen, c) - rgb[at]);
                }
            }
        }
        return this;
    }

    /** Light that falls from bright on the left and above to {@code dim} times as much on the right and below. */
    public Paper unevenLight(float dim) {
        for (int i = 0; i < rgb.length; i++) {
            int pixel = i % (width * height);
            int row = pixel / width;
            float way = ((float) (pixel % width) / width + (float) row / height) / 2;
            rgb[i] *= 1 - (1 - dim) * way;
        }
        return this;
    }

    /** Grain: normal noise of that standard deviation on every channel, from a seed. */
    public Paper grain(double deviation, long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] += (float) (random.nextGaussian() * deviation);
        }
        return this;
    }

    /** Single pixels of a colour, each pixel with that probability, from a seed. */
    public Paper specks(double share, long seed, int colour) {
        Random random = new Random(seed);
        for (int i = 0; i < width * height; i++) {
            if (random.nextDouble() < share) {
                for (int c = 0; c < 3; c++) {
                    rgb[c * width * height + i] = channel(colour, c);
                }
            }
        }
        return this;
    }

    public Picture toPicture() {
        int plane = width * height;
        byte[] rgba = new byte[4 * plane];
        for (int i = 0; i < plane; i++) {
            for (int c = 0; c < 3; c++) {
                float value = Math.max(0, Math.min(1, rgb[c * plane + i]));
                rgba[4 * i + c] = (byte) Math.round(255 * value);
            }
            rgba[4 * i + 3] = (byte) 255;
        }
        return Picture.of(width, height, rgba);
    }

    private static float channel(int colour, int c) {
        return (colour >> (16 - 8 * c) & 255) / 255f;
    }
}
