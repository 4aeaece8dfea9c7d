package dev.nearside.vision;

import dev.nearside.image.FloatImage;
import dev.nearside.image.Picture;
import dev.nearside.image.Resampling;
import java.util.Arrays;

/** A digit that the model was never trained on. */
public final class HeldOutDigit {
    static final int SIDE = 28;
    static final int PIXELS = SIDE * SIDE;

    private final int label;
    private final float[] pixels;

    private HeldOutDigit(int label, float[] pixels) {
        this.label = label;
        this.pixels = pixels;
    }

    static HeldOutDigit of(int label, float[] data, int from) {
        return new HeldOutDigit(label, Arrays.copyOfRange(data, from, from + PIXELS));
    }

    /** What it is, 0 to 9. */
    public int label() {
        return label;
    }

    /** A copy of its 784 values, row by row, 0 (paper) to 1 (ink). */
    public float[] copyPixels() {
        return Arrays.copyOf(pixels, pixels.length);
    }

    /**
     * The digit as a person would see it: black on white paper or white on black, enlarged smoothly.
     *
     * @param scale how many pixels a side each of its 28×28 becomes
     */
    public Picture toPicture(int scale, boolean inkDark) {
        return inkDark ? toPicture(scale, 0x000000, 0xffffff) : toPicture(scale, 0xffffff, 0x000000);
    }

    /**
     * The digit in a pen's colour on paper of another, enlarged smoothly.
     *
     * @param scale how many pixels a side each of its 28×28 becomes
     * @param pen {@code 0xRRGGBB}
     * @param paper {@code 0xRRGGBB}
     */
    public Picture toPicture(int scale, int pen, int paper) {
        int side = SIDE * scale;
        return Paper.of(side, side, paper).draw(enlarged(scale), 0, 0, pen).toPicture();
    }

    /** Its ink, one channel, each pixel {@code scale} wide, interpolated. */
    public FloatImage enlarged(int scale) {
        return Resampling.bilinear(FloatImage.of(1, SIDE, SIDE, copyPixels()), SIDE * scale, SIDE * scale);
    }

    @Override
    public String toString() {
        return "held-out " + label;
    }
}
