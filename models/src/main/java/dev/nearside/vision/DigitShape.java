package dev.nearside.vision;

import dev.nearside.image.Box;
import dev.nearside.image.FloatImage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the pieces of ink that make up the digit, or says why there is none.
 *
 * <p>The limits come from the 8,000 digits that the model was trained on: none is wider than twice its height, none has
 * more than 2.4 strokes side by side on average, and but for one none of the plump ones fills more than 0.77 of its box; a
 * dot fills 0.785.
 */
final class DigitShape {
    private static final float SPECK = 0.02f;
    private static final double MOST_STROKES = 4.5;
    private static final double WIDEST = 2.6;
    private static final double PLUMP = 0.6;
    private static final double FULLEST = 0.77;

    private final FloatImage coverage;
    private final int[] labels;
    private final List<Shapes.Shape> kept = new ArrayList<>();

    private DigitShape(FloatImage coverage, Scratch scratch) {
        this.coverage = coverage;
        this.labels = scratch.labels(coverage.width() * coverage.height());
    }

    /**
     * What was chosen.
     *
     * @param ink the coverage with all else wiped out, as large as the picture: the same image
     * @param box the rectangle around it
     * @param problem why it cannot be a digit; null if it can
     */
    record Choice(FloatImage ink, Box box, @Nullable String problem) {}

    static Choice choose(FloatImage coverage, Scratch scratch) {
        return new DigitShape(coverage, scratch).choose();
    }

    private Choice choose() {
        List<Shapes.Shape> shapes = Shapes.find(coverage, labels);
        if (shapes.isEmpty()) {
            return new Choice(coverage, new Box(0, 0, 1, 1), "the picture is blank");
        }
        keep(shapes);
        Box box = around(kept);
        String problem = problem(shapes, box);
        return new Choice(wiped(box, shapes.size()), box, problem);
    }

    /** Drops specks, and what hangs at the edge (a table, a shadow) if there is something else. */
    private void keep(List<Shapes.Shape> shapes) {
        int rim = 2 * (coverage.width() + coverage.height());
        int inside = 0;
        int total = 0;
        for (Shapes.Shape shape : shapes) {
            inside += hangsAtEdge(shape, rim) ? 0 : shape.pixels();
            total += shape.pixels();
        }
        boolean dropEdge = inside > 0.15 * total;
        int largest = 0;
        for (Shapes.Shape shape : shapes) {
            if (!dropEdge || !hangsAtEdge(shape, rim)) {
                largest = Math.max(largest, shape.pixels());
            }
        }
        for (Shapes.Shape shape : shapes) {
            if (shape.pixels() >= SPECK * largest && !(dropEdge && hangsAtEdge(shape, rim))) {
                kept.add(shape);
            }
        }
    }

    private static boolean hangsAtEdge(Shapes.Shape shape, int rim) {
        return shape.edgePixels() > 0.1 * rim;
    }

    private static Box around(List<Shapes.Shape> shapes) {
        int left = Integer.MAX_VALUE;
        int top = Integer.MAX_VALUE;
        int right = 0;
        int bottom = 0;
        for (Shapes.Shape shape : shapes) {
            left = Math.min(left, shape.box().x());
            top = Math.min(top, shape.box().y());
            right = Math.max(right, shape.box().right());
            bottom = Math.max(bottom, shape.box().bottom());
        }
        return new Box(left, top, right - left, bottom - top);
    }

    private @Nullable String problem(List<Shapes.Shape> shapes, Box box) {
        int keptPixels = 0;
        int allPixels = 0;
        int largest = 0;
        for (Shapes.Shape shape : kept) {
            keptPixels += shape.pixels();
            largest = Math.max(largest, shape.pixels());
        }
        for (Shapes.Shape shape : shapes) {
            allPixels += shape.pixels();
        }
        if (strokesSideBySide(box) > MOST_STROKES || kept.size() > 12 || 2 * largest < allPixels - largest) {
            return "there is only noise, or too much at once";
        }
        if (Math.max(box.width(), box.height()) < 6 || keptPixels < 6) {
            return "the ink is too small to be read";
        }
        double aspect = (double) box.width() / box.height();
        if (aspect > WIDEST) {
            return "a lying line is no digit";
        }
        if (aspect > PLUMP && keptPixels > FULLEST * box.width() * box.height()) {
            return "a filled blot is no digit";
        }
        return twoDigits(box) ? "there is more than one digit" : null;
    }

    /** Runs of ink in a row, on average over the box's rows. */
    private double strokesSideBySide(Box box) {
        int runs = 0;
        float[] values = coverage.viewChw();
        for (int y = box.y(); y < box.bottom(); y++) {
            boolean before = false;
            for (int x = box.x(); x < box.right(); x++) {
                boolean ink = values[y * coverage.width() + x] >= Shapes.INK;
                runs += ink && !before ? 1 : 0;
                before = ink;
            }
        }
        return (double) runs / box.height();
    }

    /** Two large pieces beside each other with a gap from top to bottom between them. */
    private boolean twoDigits(Box box) {
        for (Shapes.Shape a : kept) {
            for (Shapes.Shape b : kept) {
                boolean large = a.box().height() > 0.5 * box.height() && b.box().height() > 0.5 * box.height();
                if (large && a.box().right() <= b.box().x()) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Leaves the kept pieces with their soft rims, two pixels wide; in place. */
    private FloatImage wiped(Box box, int count) {
        boolean[] keep = new boolean[count + 1];
        for (Shapes.Shape shape : kept) {
            keep[shape.label()] = true;
        }
        int width = coverage.width();
        float[] values = coverage.viewChw();
        for (int y = 0; y < coverage.height(); y++) {
            boolean rowNear = y >= box.y() - 2 && y < box.bottom() + 2;
            for (int x = 0; x < width; x++) {
                int at = y * width + x;
                if (values[at] > 0 && !keep[labels[at]] && !(rowNear && near(keep, x, y))) {
                    values[at] = 0;
                }
            }
        }
        return coverage;
    }

    private boolean near(boolean[] keep, int x, int y) {
        int width = coverage.width();
        for (int ny = Math.max(0, y - 2); ny <= Math.min(coverage.height() - 1, y + 2); ny++) {
            for (int nx = Math.max(0, x - 2); nx <= Math.min(width - 1, x + 2); nx++) {
                if (keep[labels[ny * width + nx]]) {
                    return true;
                }
            }
        }
        return false;
    }
}
