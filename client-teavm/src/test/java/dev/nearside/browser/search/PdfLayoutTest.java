package dev.nearside.browser.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PdfLayoutTest {

    @Test
    void linesThatFollowCloselyAreOneParagraph() {
        Page page = new Page()
                .line("The near side of the Moon", 7000, 120)
                .line("always faces the Earth.", 6860, 120)
                .line("A second paragraph", 6580, 120)
                .line("has two lines.", 6440, 120);

        String text = page.text();

        assertThat(text)
                .isEqualTo("The near side of the Moon\nalways faces the Earth.\n\nA second paragraph\nhas two lines.");
    }

    @Test
    void aHeadingOfOtherHeightStandsByItself() {
        Page page = new Page()
                .line("Tides", 7000, 200)
                .line("They come and go.", 6860, 120)
                .line("Twice a day.", 6720, 120);

        assertThat(page.text()).isEqualTo("Tides\n\nThey come and go.\nTwice a day.");
    }

    @Test
    void aWordThatWasBrokenIsWholeAgain() {
        Page page = new Page()
                .line("the gravita-", 7000, 120)
                .line("tional pull of A-", 6860, 120)
                .line("Level", 6720, 120);

        assertThat(page.text()).isEqualTo("the gravitational pull of A-\nLevel");
    }

    @Test
    void runsOfOneLineAreJoinedAndEmptyOnesLeftOut() {
        Page page = new Page()
                .run("two", 7000, 120, false)
                .run(" ", 7000, 0, false)
                .run("words", 7000, 120, true)
                .run("", 6860, 0, true)
                .run("end", 6720, 120, false);

        assertThat(page.text()).isEqualTo("two words\nend");
    }

    @Test
    void anEmptyPageHasNoText() {
        assertThat(PdfLayout.text("", new int[0])).isEmpty();
    }

    /** A page as pdf.js tells it. */
    private static final class Page {
        private final StringBuilder runs = new StringBuilder();
        private final List<Integer> layout = new ArrayList<>();

        Page line(String text, int baseline, int height) {
            return run(text, baseline, height, true);
        }

        Page run(String text, int baseline, int height, boolean ends) {
            runs.append(text);
            layout.addAll(List.of(text.length(), ends ? 1 : 0, baseline, height));
            return this;
        }

        String text() {
            return PdfLayout.text(
                    runs.toString(), layout.stream().mapToInt(Integer::intValue).toArray());
        }
    }
}
