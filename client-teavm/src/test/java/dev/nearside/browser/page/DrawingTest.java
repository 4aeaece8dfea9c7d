package dev.nearside.browser.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DrawingTest {

    @Test
    void undoTakesBackTheLastStrokeWhole() {
        Drawing drawing = new Drawing();
        drawing.begin(new Drawing.Point(1, 1));
        drawing.extend(new Drawing.Point(2, 2));
        drawing.begin(new Drawing.Point(5, 5));
        drawing.extend(new Drawing.Point(6, 6));

        boolean undone = drawing.undo();

        assertThat(undone).isTrue();
        assertThat(drawing.strokes()).hasSize(1);
        assertThat(drawing.strokes().get(0)).containsExactly(new Drawing.Point(1, 1), new Drawing.Point(2, 2));
    }

    @Test
    void nothingIsLeftToUndoOnAnEmptySheet() {
        Drawing drawing = new Drawing();
        drawing.begin(new Drawing.Point(1, 1));
        drawing.clear();

        assertThat(drawing.isEmpty()).isTrue();
        assertThat(drawing.undo()).isFalse();
    }
}
