package dev.nearside.image;

import dev.nearside.error.InvalidInput;

/**
 * A picture as a canvas gives it: rows from top to bottom, four bytes a pixel in the order red, green, blue, alpha; sRGB,
 * alpha not multiplied in. Immutable as long as nobody writes to the array that was handed over.
 */
public final class Picture {
    /** The longest side that browsers' canvases have. */
    public static final int MAX_SIDE = 16_384;

    private final int width;
    private final int height;
    private final byte[] rgba;

    private Picture(int width, int height, byte[] rgba) {
        this.width = width;
        this.height = height;
        this.rgba = rgba;
    }

    /**
     * A picture over these bytes, which are not copied.
     *
     * @throws InvalidInput if a side is not from 1 to {@value #MAX_SIDE}, or the array is not width × height × 4 long
     */
    public static Picture of(int width, int height, byte[] rgba) {
        if (width < 1 || height < 1 || width > MAX_SIDE || height > MAX_SIDE) {
            throw new InvalidInput(
                    "a picture's sides are from 1 to " + MAX_SIDE + " pixels, not " + width + "x" + height);
        }
        if (rgba.length != 4L * width * height) {
            throw new InvalidInput("a picture of " + width + "x" + height + " pixels takes " + 4L * width * height
                    + " bytes of RGBA, not " + rgba.length);
        }
        return new Picture(width, height, rgba);
    }

    /** In pixels. */
    public int width() {
        return width;
    }

    /** In pixels. */
    public int height() {
        return height;
    }

    /** The bytes themselves, no copy; not to be written to. */
    public byte[] viewRgba() {
        return rgba;
    }

    @Override
    public String toString() {
        return "picture " + width + "x" + height;
    }
}
