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

        drawing.undo();

        assertThat(drawing.strokes()).hasSize(1);
        assertThat(drawing.strokes().get(0)).containsExactly(new Drawing.Point(1, 1), new Drawing.Point(2, 2));
    }

    @Test
    void aSheetThatWasClearedComesBack() {
        Drawing drawing = new Drawing();
        drawing.begin(new Drawing.Point(1, 1));
        drawing.replace(null);

        drawing.undo();

        assertThat(drawing.strokes()).hasSize(1);
        assertThat(drawing.canUndo()).isTrue();
    }

    @Test
    void theFirstSheetIsTheEndOfTheWayBack() {
        Drawing drawing = new Drawing();
        drawing.begin(new Drawing.Point(1, 1));

        drawing.undo();
        drawing.undo();

        assertThat(drawing.strokes()).isEmpty();
        assertThat(drawing.canUndo()).isFalse();
    }

    @Test
    void aHundredStepsAreKept() {
        Drawing drawing = new Drawing();
        for (int i = 0; i < 150; i++) {
            drawing.begin(new Drawing.Point(i, i));
        }

        for (int i = 0; i < 150; i++) {
            drawing.undo();
        }

        assertThat(drawing.strokes()).hasSize(50);
    }
}
