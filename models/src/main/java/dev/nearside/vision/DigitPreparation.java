package dev.nearside.vision;

import dev.nearside.image.Box;
import dev.nearside.image.Channels;
import dev.nearside.image.FloatImage;
import dev.nearside.image.Luma;
import dev.nearside.image.Picture;
import dev.nearside.image.Resampling;
import org.jspecify.annotations.Nullable;

/**
 * From a picture to a framed digit, or to a reason why there is none. It keeps the memory that it works in for the next
 * picture, so it is for one thread at a time.
 */
public final class DigitPreparation {
    /** The longer side that is worked on; larger pictures are made smaller first, which also quietens their noise. */
    private static final int WORK_SIDE = 400;

    private static final int SMALLEST_SIDE = 8;
    private static final float LEAST_CONTRAST = 0.07f;
    private static final float LEAST_OVER_NOISE = 5;

    private final Scratch scratch = new Scratch();

    /** Finds the digit in a picture and frames it for the model; never throws for what a picture shows. */
    public Prepared prepare(Picture picture) {
        if (picture.width() < SMALLEST_SIDE || picture.height() < SMALLEST_SIDE) {
            return new Prepared.Nothing("the picture is smaller than " + SMALLEST_SIDE + " pixels");
        }
        FloatImage colours = flatten(picture);
        double shrunk = Math.min(1, (double) WORK_SIDE / Math.max(picture.width(), picture.height()));
        if (shrunk < 1) {
            colours =
                    Resampling.area(colours, Math.max(1, (int) Math.round(picture.width() * shrunk)), Math.max(1, (int)
                            Math.round(picture.height() * shrunk)));
        }
        Ink ink = Ink.of(colours, scratch);
        String unreadable = unreadable(ink);
        if (unreadable != null) {
            return new Prepared.Nothing(unreadable);
        }
        DigitShape.Choice choice = DigitShape.choose(ink.coverage(), scratch);
        if (choice.problem() != null) {
            return new Prepared.Nothing(choice.problem());
        }
        FloatImage digit = DigitFrame.frame(choice.ink(), choice.box());
        return new Prepared.Found(digit, grown(choice.box(), shrunk, picture), ink.dark());
    }

    private static @Nullable String unreadable(Ink ink) {
        if (ink.contrast() < LEAST_CONTRAST) {
            return "the picture is blank";
        }
        return ink.contrast() < LEAST_OVER_NOISE * ink.noise() ? "there is only noise, or too much at once" : null;
    }

    /** Puts a transparent drawing on the paper that its pen shows on: white for a dark pen, black for a light one. */
    private FloatImage flatten(Picture picture) {
        FloatImage colours = scratch.colours(Channels.isGrey(picture) ? 1 : 3, picture.width(), picture.height());
        Channels.rgb(picture, isLightPenOnNothing(picture.viewRgba()) ? Channels.BLACK : Channels.WHITE, colours);
        return colours;
    }

    private static boolean isLightPenOnNothing(byte[] rgba) {
        long covered = 0;
        for (int i = 3; i < rgba.length; i += 4) {
            covered += rgba[i] & 255;
        }
        long most = 255L * (rgba.length / 4);
        return covered > 0 && covered < most / 2 && lightOf(rgba) > 0.5f * covered;
    }

    /** The sum of luma, 0 to 1, times alpha, 0 to 255. */
    private static double lightOf(byte[] rgba) {
        double light = 0;
        for (int i = 0; i < rgba.length; i += 4) {
            int alpha = rgba[i + 3] & 255;
            float luma = Luma.BT601.of(rgba[i] & 255, rgba[i + 1] & 255, rgba[i + 2] & 255);
            light += alpha * (luma / 255);
        }
        return light;
    }

    private static Box grown(Box box, double shrunk, Picture picture) {
        int x = (int) (box.x() / shrunk);
        int y = (int) (box.y() / shrunk);
        int width = Math.min(picture.width() - x, (int) Math.ceil(box.width() / shrunk));
        int height = Math.min(picture.height() - y, (int) Math.ceil(box.height() / shrunk));
        return new Box(x, y, Math.max(1, width), Math.max(1, height));
    }
}
