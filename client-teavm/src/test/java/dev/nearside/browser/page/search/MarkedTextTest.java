package dev.nearside.browser.page.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nearside.browser.page.search.MarkedText.Piece;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarkedTextTest {

    @Test
    void marksCutTheTextIntoPieces() {
        List<Piece> pieces = MarkedText.pieces("bleed the radiator", List.of(new Range(10, 18), new Range(0, 5)));

        assertThat(pieces)
                .containsExactly(new Piece("bleed", true), new Piece(" the ", false), new Piece("radiator", true));
    }

    @Test
    void marksThatOverlapAreMarkedOnce() {
        List<Piece> pieces = MarkedText.pieces("abcdef", List.of(new Range(1, 4), new Range(2, 3), new Range(3, 5)));

        assertThat(pieces)
                .containsExactly(
                        new Piece("a", false), new Piece("bcd", true), new Piece("e", true), new Piece("f", false));
    }

    @Test
    void marksBeyondTheTextAreCutOff() {
        List<Piece> pieces = MarkedText.pieces("abc", List.of(new Range(-3, 1), new Range(2, 9), new Range(7, 8)));

        assertThat(pieces).containsExactly(new Piece("a", true), new Piece("b", false), new Piece("c", true));
    }

    @Test
    void aTextWithoutMarksIsOnePiece() {
        List<Piece> pieces = MarkedText.pieces("abc", List.of());

        assertThat(pieces).containsExactly(new Piece("abc", false));
    }
}
