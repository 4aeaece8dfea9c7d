package dev.nearside.browser.page;

import java.util.ArrayList;
import java.util.List;

/** What was drawn: strokes, each a line of points in canvas pixels. */
final class Drawing {
    private final List<List<Point>> strokes = new ArrayList<>();

    /** A place on the canvas, in its own pixels. */
    record Point(double x, double y) {}

    void begin(Point point) {
        List<Point> stroke = new ArrayList<>();
        stroke.add(point);
        strokes.add(stroke);
    }

    void extend(Point point) {
        if (!strokes.isEmpty()) {
            strokes.get(strokes.size() - 1).add(point);
        }
    }

    /** Takes the last stroke back; false if there was none. */
    boolean undo() {
        if (strokes.isEmpty()) {
            return false;
        }
        strokes.remove(strokes.size() - 1);
        return true;
    }

    void clear() {
        strokes.clear();
    }

    boolean isEmpty() {
        return strokes.isEmpty();
    }

    List<List<Point>> strokes() {
        return List.copyOf(strokes);
    }
}
