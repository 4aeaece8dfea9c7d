package dev.nearside.retrieval.words;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nearside.retrieval.Texts;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnalyserTest {

    @Test
    void wordsLoseCaseAccentsEndingsAndPossessives() {
        assertThat(terms("Running the Müller’s CAFÉS, don't Straße œuvre"))
                .containsExactly("run", "the", "muller", "cafe", "dont", "strass", "oeuvr");
    }

    @Test
    void identifiersAreFoundWholeAndByTheirParts() {
        assertThat(terms("getUserName")).containsExactly("get", "user", "name", "getusername");
        assertThat(terms("HTTPServer2")).containsExactly("http", "server", "2", "httpserver2");
        assertThat(terms("max_retry_count")).containsExactly("max", "retri", "count", "max_retry_count");
        assertThat(terms("E-4012: v1.2.3")).containsExactly("e", "4012", "e-4012", "v", "1", "v1", "2", "3", "v1.2.3");
    }

    @Test
    void scriptsWithoutSpacesAreFoundByPairs() {
        assertThat(terms("東京都 の 한국어 ok漢")).containsExactly("東京", "京都", "の", "한국", "국어", "ok", "漢");
    }

    @Test
    void everyTermSaysWhereItsWordStands() {
        List<String> places = new ArrayList<>();

        new Analyser()
                .analyse("a Running getUser 東京都", 2, 20, (buffer, length, start, end) -> places.add(start + "-" + end));

        assertThat(places).containsExactly("2-9", "10-13", "13-17", "10-17", "18-20");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void anyCharactersAtAllMakeTermsWithinTheText(long seed) {
        String text = new Texts(seed).noise() + new Texts(seed).markdown();

        new Analyser().analyse(text, 0, text.length(), (buffer, length, start, end) -> {
            assertThat(length).as("seed %s at %s", seed, start).isBetween(0, Analyser.MAX_TERM + 1);
            assertThat(end).as("seed %s", seed).isGreaterThan(start).isLessThanOrEqualTo(text.length());
        });
    }

    private static List<String> terms(String text) {
        List<String> terms = new ArrayList<>();
        new Analyser()
                .analyse(
                        text,
                        0,
                        text.length(),
                        (buffer, length, start, end) -> terms.add(new String(buffer, 0, length)));
        return terms;
    }
}
