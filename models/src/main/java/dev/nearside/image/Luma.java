package dev.nearside.image;

/** How much red, green and blue add to brightness; weights on the gamma-coded values, as the standards define luma. */
public enum Luma {
    /** ITU-R BT.601-7, 2.5.1: what JPEG and most image libraries use. */
    BT601(0.299f, 0.587f, 0.114f),
    /** ITU-R BT.709-6, 3.2. */
    BT709(0.2126f, 0.7152f, 0.0722f);

    private final float red;
    private final float green;
    private final float blue;

    Luma(float red, float green, float blue) {
        this.red = red;
        this.green = green;
        this.blue = blue;
    }

    /** The luma of a colour, in the unit of its parts. */
    public float of(float r, float g, float b) {
        return red * r + green * g + blue * b;
    }
}
