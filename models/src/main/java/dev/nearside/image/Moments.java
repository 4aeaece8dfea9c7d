package dev.nearside.image;

/**
 * Where an image's weight lies; in pixels, whose edges are whole numbers: one pixel at column 0 has its centre at 0.5.
 *
 * @param mass sum of all values
 * @param x centre of mass, from the left edge
 * @param y centre of mass, from the top edge
 */
public record Moments(double mass, double x, double y) {

    /** Of the image's first channel; of an image without mass, its middle. */
    public static Moments of(FloatImage image) {
        double mass = 0;
        double sumX = 0;
        double sumY = 0;
        float[] values = image.viewChw();
        for (int y = 0; y < image.height(); y++) {
            double row = 0;
            for (int x = 0; x < image.width(); x++) {
                float value = values[y * image.width() + x];
                row += value;
                sumX += value * (x + 0.5);
            }
            mass += row;
            sumY += row * (y + 0.5);
        }
        return mass == 0
                ? new Moments(0, image.width() / 2.0, image.height() / 2.0)
                : new Moments(mass, sumX / mass, sumY / mass);
    }
}
