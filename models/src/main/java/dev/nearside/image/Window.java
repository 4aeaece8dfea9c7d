package dev.nearside.image;

/**
 * A rectangle that may cut through pixels and reach beyond an image; in pixels, whose edges are whole numbers.
 *
 * @param x its left edge
 * @param y its top edge
 * @param width above 0
 * @param height above 0
 */
public record Window(double x, double y, double width, double height) {
    public Window {
        if (!(width > 0) || !(height > 0)) {
            throw new IllegalArgumentException("an empty window: " + width + "x" + height);
        }
    }

    /** All of an image. */
    public static Window of(FloatImage image) {
        return new Window(0, 0, image.width(), image.height());
    }
}
