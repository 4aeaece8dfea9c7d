package dev.nearside.browser.page.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nearside.browser.page.markdown.CitedText.Piece;
import org.junit.jupiter.api.Test;

class CitedTextTest {

    @Test
    void numbersOfSourcesAreTakenOutOfTheText() {
        assertThat(CitedText.pieces("It is so [2], and so [1][3].", 2))
                .containsExactly(
                        new Piece("It is so ", 0),
                        new Piece("[2]", 2),
                        new Piece(", and so ", 0),
                        new Piece("[1]", 1),
                        new Piece("[3].", 0));
    }

    @Test
    void otherBracketsAreText() {
        assertThat(CitedText.pieces("a[0] b[x] c[ d[1]", 0)).containsExactly(new Piece("a[0] b[x] c[ d[1]", 0));
        assertThat(CitedText.pieces("a[0] b[] c[99999999999]", 9))
                .containsExactly(new Piece("a[0] b[] c[99999999999]", 0));
    }
}
