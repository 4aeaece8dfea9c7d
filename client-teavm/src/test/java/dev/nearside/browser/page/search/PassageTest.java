package dev.nearside.browser.page.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PassageTest {

    private static Passage passage(int page, String heading, String text) {
        return passage(new Range(page, page), heading, text);
    }

    private static Passage passage(Range pages, String heading, String text) {
        Range place = new Range(0, text.length());
        return new Passage("id", "notes.md", "markdown", pages, heading, place, text, List.of(), 1, 0, true);
    }

    @ParameterizedTest
    @CsvSource({
        "'House › Radiators', '## Radiators\n\nOpen the valve.', Open the valve.",
        "'House › Radiators', '## Windows\nShut them.', '## Windows\nShut them.'",
        "'House', 'Radiators are cold.', Radiators are cold.",
        "'', '# House\ntext', '# House\ntext'",
        "'House', '# House', '# House'",
    })
    void itsOwnHeadingIsNotSaidTwice(String heading, String text, String expected) {
        Passage passage = passage(0, heading, text);

        String body = text.substring(passage.body());

        assertThat(body).isEqualTo(expected);
    }

    @Test
    void itIsFoundByPageAndHeading() {
        List<String> places = List.of(
                passage(3, "House", "x").where(),
                passage(3, "", "x").where(),
                passage(new Range(3, 4), "", "x").where(),
                passage(0, "House", "x").where());

        assertThat(places).containsExactly("page 3 · House", "page 3", "pages 3–4", "House");
    }

    @Test
    void aRankThatIsMissingIsExplainedToo() {
        String explained = Answers.explained(passage(0, "", "x"));

        assertThat(explained).contains("the 1st of all passages", "By words, it is not among the best");
    }
}
