package dev.nearside.image;

/**
 * A rectangle of whole pixels.
 *
 * @param x column of its left edge, from 0
 * @param y row of its top edge, from 0
 * @param width in pixels, at least 1
 * @param height in pixels, at least 1
 */
public record Box(int x, int y, int width, int height) {
    public Box {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("an empty box: " + width + "x" + height);
        }
    }

    /** Column just right of it. */
    public int right() {
        return x + width;
    }

    /** Row just below it. */
    public int bottom() {
        return y + height;
    }
}
