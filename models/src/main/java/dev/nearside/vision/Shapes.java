package dev.nearside.vision;

import dev.nearside.image.Box;
import dev.nearside.image.FloatImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The connected pieces of ink: neighbours also over corners, as strokes have them. */
final class Shapes {
    /** From that coverage on a pixel belongs to a piece. */
    static final float INK = 0.4f;

    private static final int FIRST_STACK = 1024;

    private final FloatImage coverage;
    private final int[] labels;
    private int[] stack = new int[FIRST_STACK];

    private Shapes(FloatImage coverage, int[] labels) {
        this.coverage = coverage;
        this.labels = labels;
    }

    /**
     * A piece.
     *
     * @param label its number in the label map
     * @param pixels how many it has
     * @param edgePixels how many of them lie on the picture's edge
     * @param box the rectangle around it
     */
    record Shape(int label, int pixels, int edgePixels, Box box) {}

    /**
     * Finds all pieces.
     *
     * @param labels filled with each pixel's piece from 1, or 0
     */
    static List<Shape> find(FloatImage coverage, int[] labels) {
        Shapes finder = new Shapes(coverage, labels);
        List<Shape> shapes = new ArrayList<>();
        float[] values = coverage.viewChw();
        for (int i = 0; i < labels.length; i++) {
            if (values[i] >= INK && labels[i] == 0) {
                shapes.add(finder.flood(shapes.size() + 1, i));
            }
        }
        return shapes;
    }

    private Shape flood(int label, int start) {
        int width = coverage.width();
        int height = coverage.height();
        float[] values = coverage.viewChw();
        int left = width;
        int right = 0;
        int top = height;
        int bottom = 0;
        int pixels = 0;
        int edgePixels = 0;
        int depth = 1;
        stack[0] = start;
        labels[start] = label;
        while (depth > 0) {
            int pixel = stack[--depth];
            if (depth + 8 > stack.length) {
                stack = Arrays.copyOf(stack, 2 * stack.length);
            }
            int x = pixel % width;
            int y = pixel / width;
            left = Math.min(left, x);
            right = Math.max(right, x);
            top = Math.min(top, y);
            bottom = Math.max(bottom, y);
            pixels++;
            edgePixels += x == 0 || y == 0 || x == width - 1 || y == height - 1 ? 1 : 0;
            for (int ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++) {
                for (int nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
                    int next = ny * width + nx;
                    if (labels[next] == 0 && values[next] >= INK) {
                        labels[next] = label;
                        stack[depth++] = next;
                    }
                }
            }
        }
        return new Shape(label, pixels, edgePixels, new Box(left, top, right - left + 1, bottom - top + 1));
    }
}
