package dev.nearside.vision;

import dev.nearside.image.Box;
import dev.nearside.image.FloatImage;

/** What preparation made of a picture. */
public sealed interface Prepared {

    /**
     * A shape that may be a digit.
     *
     * @param digit one channel of 28×28, 0 (paper) to 1 (ink), framed as MNIST's digits are
     * @param box where the ink was in the picture, in its pixels
     * @param inkIsDark whether the pen is darker than the paper
     */
    record Found(FloatImage digit, Box box, boolean inkIsDark) implements Prepared {}

    /**
     * Nothing that could be a digit.
     *
     * @param reason why, as a person reads it, for example {@code the picture is blank}
     */
    record Nothing(String reason) implements Prepared {}
}
