package dev.nearside.browser.page;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSObject;

/** What is on the sheet: strokes, each a line of points in canvas pixels, on a picture or on white; and what was before. */
final class Drawing {
    private static final int STEPS_BACK = 100;

    private final Deque<Sheet> before = new ArrayDeque<>();
    private Sheet sheet = new Sheet(null, List.of());

    /** A place on the canvas, in its own pixels. */
    record Point(double x, double y) {}

    /** @param picture an {@code ImageBitmap}, or null for white */
    private record Sheet(@Nullable JSObject picture, List<List<Point>> strokes) {}

    void begin(Point point) {
        List<Point> stroke = new ArrayList<>();
        stroke.add(point);
        List<List<Point>> strokes = new ArrayList<>(sheet.strokes);
        strokes.add(stroke);
        put(new Sheet(sheet.picture, strokes));
    }

    void extend(Point point) {
        if (!sheet.strokes.isEmpty()) {
            sheet.strokes.get(sheet.strokes.size() - 1).add(point);
        }
    }

    /** Begins a new sheet: white, or with a picture on it. */
    void replace(@Nullable JSObject picture) {
        put(new Sheet(picture, List.of()));
    }

    private void put(Sheet next) {
        before.push(sheet);
        if (before.size() > STEPS_BACK) {
            before.removeLast();
        }
        sheet = next;
    }

    boolean canUndo() {
        return !before.isEmpty();
    }

    /** Takes the last stroke, picture or clearing back, of the last hundred. */
    void undo() {
        if (!before.isEmpty()) {
            sheet = before.pop();
        }
    }

    @Nullable
    JSObject picture() {
        return sheet.picture;
    }

    List<List<Point>> strokes() {
        return List.copyOf(sheet.strokes);
    }
}
