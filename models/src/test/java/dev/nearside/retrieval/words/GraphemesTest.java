package dev.nearside.retrieval.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GraphemesTest {

    @ParameterizedTest
    @CsvSource({
        "abc, a b c",
        "e\u0301\u0302a, e\u0301\u0302 a",
        "🍵🍵, 🍵 🍵",
        "👩‍👩‍👧‍👦x, 👩‍👩‍👧‍👦 x",
        "👍🏽👍, 👍🏽 👍",
        "🇨🇭🇩🇪🇫, 🇨🇭 🇩🇪 🇫",
        "각각나, 각 각 나",
        "\u1112\u1161\u11ab글, \u1112\u1161\u11ab 글",
        "❤️❤, ❤️ ❤",
        "नि, नि"
    })
    void whatIsSeenAsOneCharacterStaysWhole(String text, String expected) {
        List<String> characters = new ArrayList<>();
        int start = 0;
        for (int at = 1; at <= text.length(); at++) {
            if (Graphemes.isBoundary(text, at)) {
                characters.add(text.substring(start, at));
                start = at;
            }
        }

        assertThat(String.join(" ", characters)).isEqualTo(expected);
    }
}
