package dev.nearside.browser.page.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PasteBoxTest {

    @ParameterizedTest
    @CsvSource({
        "'Bleeding a radiator\nTurn it off.', Bleeding a radiator",
        "'\n\n# Heading\ntext', Heading",
        "'***', Pasted text",
        "'A first line of this text that goes on and on far beyond what fits into a list', 'A first line of this text that goes on and on far beyond…'",
    })
    void theTitleIsTheFirstLineThatSaysSomething(String text, String expected) {
        String title = PasteBox.titleOf(text);

        assertThat(title).isEqualTo(expected);
    }
}
