package dev.nearside.browser.page;

import dev.nearside.browser.dom.Dom;
import java.util.List;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.canvas.CanvasRenderingContext2D;
import org.teavm.jso.dom.html.HTMLCanvasElement;

/** A sheet of paper for mouse, touch and pen, on which a picture may lie too. */
final class DrawingCanvas {
    private static final double PEN = 0.07;
    private static final String INK = "#16202e";
    private static final String PAPER = "#ffffff";

    private final HTMLCanvasElement canvas;
    private final CanvasRenderingContext2D context;
    private final Drawing drawing = new Drawing();
    private final Runnable changed;
    private boolean penDown;

    /** @param changed called after every change that a person made */
    DrawingCanvas(HTMLCanvasElement canvas, Runnable changed) {
        this.canvas = canvas;
        this.changed = changed;
        this.context = context(canvas);
        Dom.on(canvas, "pointerdown", this::down);
        Dom.on(canvas, "pointermove", this::move);
        Dom.on(canvas, "pointerup", event -> up());
        Dom.on(canvas, "pointercancel", event -> up());
        paint();
    }

    /**
     * What is to be recognised: a picture as it came, without the sheet around it; strokes on a picture with it; strokes
     * alone, which are thick, at half the size, so that the answer keeps up with the pen.
     */
    JSObject source() {
        JSObject picture = drawing.picture();
        if (picture == null) {
            return half(canvas);
        }
        return drawing.strokes().isEmpty() ? picture : canvas;
    }

    boolean isEmpty() {
        return drawing.picture() == null && drawing.strokes().isEmpty();
    }

    /** Whether there is something to take back. */
    boolean canUndo() {
        return drawing.canUndo();
    }

    /** What is on the sheet: {@code empty}, {@code strokes} or {@code picture}. */
    String content() {
        if (drawing.picture() != null) {
            return "picture";
        }
        return drawing.strokes().isEmpty() ? "empty" : "strokes";
    }

    /** Takes back what was done last: a stroke, a picture, or that the sheet was cleared. */
    void undo() {
        drawing.undo();
        paint();
        changed.run();
    }

    void clear() {
        if (!isEmpty()) {
            drawing.replace(null);
            paint();
            changed.run();
        }
    }

    /** Lays a picture ({@code ImageBitmap}) on the empty sheet, as large as fits. */
    void show(JSObject bitmap) {
        drawing.replace(bitmap);
        paint();
    }

    private void down(JSObject event) {
        if (!isPrimary(event)) {
            return;
        }
        Dom.prevent(event);
        capture(canvas, event);
        penDown = true;
        drawing.begin(new Drawing.Point(x(canvas, event), y(canvas, event)));
        paint();
        changed.run();
    }

    private void move(JSObject event) {
        if (penDown && isPrimary(event)) {
            Dom.prevent(event);
            drawing.extend(new Drawing.Point(x(canvas, event), y(canvas, event)));
            paint();
            changed.run();
        }
    }

    private void up() {
        penDown = false;
    }

    private void paint() {
        context.setFillStyle(PAPER);
        context.fillRect(0, 0, canvas.getWidth(), canvas.getHeight());
        JSObject picture = drawing.picture();
        if (picture != null) {
            drawContained(context, picture, canvas.getWidth(), canvas.getHeight());
        }
        context.setStrokeStyle(INK);
        context.setLineWidth(PEN * canvas.getWidth());
        context.setLineCap("round");
        context.setLineJoin("round");
        for (List<Drawing.Point> stroke : drawing.strokes()) {
            trace(stroke);
        }
    }

    private void trace(List<Drawing.Point> stroke) {
        Drawing.Point first = stroke.get(0);
        context.beginPath();
        context.moveTo(first.x(), first.y());
        if (stroke.size() == 1) {
            context.lineTo(first.x() + 0.01, first.y());
        }
        for (Drawing.Point point : stroke) {
            context.lineTo(point.x(), point.y());
        }
        context.stroke();
    }

    @JSBody(
            params = "canvas",
            script = "var half = canvas.nearsideHalf = canvas.nearsideHalf || document.createElement('canvas');"
                    + "half.width = canvas.width / 2; half.height = canvas.height / 2;"
                    + "var context = half.getContext('2d', {willReadFrequently: true});"
                    + "context.imageSmoothingQuality = 'high';"
                    + "context.drawImage(canvas, 0, 0, half.width, half.height);"
                    + "return half;")
    private static native HTMLCanvasElement half(HTMLCanvasElement canvas);

    @JSBody(params = "canvas", script = "return canvas.getContext('2d', {willReadFrequently: true});")
    private static native CanvasRenderingContext2D context(HTMLCanvasElement canvas);

    @JSBody(
            params = "event",
            script =
                    "return event.isPrimary && (event.pointerType !== 'mouse' || event.type !== 'pointerdown' || event.button === 0);")
    private static native boolean isPrimary(JSObject event);

    @JSBody(
            params = {"canvas", "event"},
            script = "canvas.setPointerCapture(event.pointerId);")
    private static native void capture(HTMLCanvasElement canvas, JSObject event);

    @JSBody(
            params = {"canvas", "event"},
            script =
                    "var box = canvas.getBoundingClientRect(); return (event.clientX - box.left) * canvas.width / box.width;")
    private static native double x(HTMLCanvasElement canvas, JSObject event);

    @JSBody(
            params = {"canvas", "event"},
            script =
                    "var box = canvas.getBoundingClientRect(); return (event.clientY - box.top) * canvas.height / box.height;")
    private static native double y(HTMLCanvasElement canvas, JSObject event);

    @JSBody(
            params = {"context", "image", "width", "height"},
            script = "var scale = Math.min(width / image.width, height / image.height);"
                    + "var w = image.width * scale, h = image.height * scale;"
                    + "context.imageSmoothingQuality = 'high';"
                    + "context.drawImage(image, (width - w) / 2, (height - h) / 2, w, h);")
    private static native void drawContained(
            CanvasRenderingContext2D context, JSObject image, double width, double height);
}
