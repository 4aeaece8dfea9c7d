package dev.nearside.browser.page.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PassageTextTest {

    @Test
    void wordsAreFoundWholeAndWhereverTheyStand() {
        List<Range> places = PassageText.places("dough, doughnut: dough", List.of("dough"));

        assertThat(places).containsExactly(new Range(0, 5), new Range(17, 22));
    }

    @Test
    void scriptsWithoutSpacesHaveNoBorders() {
        List<Range> places = PassageText.places("全文検索です", List.of("検索"));

        assertThat(places).containsExactly(new Range(2, 4));
    }

    @Test
    void rowsThatLackTheirHeadGetAnEmptyOne() {
        assertThat(PassageText.withTableHead("| a | b |\n| c | d |")).isEqualTo("| | |\n|-|-|\n| a | b |\n| c | d |");
    }

    @Test
    void aWholeTableAndATextWithoutOneStayAsTheyAre() {
        assertThat(PassageText.withTableHead("| a | b |\n|---|---|\n| c | d |")).startsWith("| a");
        assertThat(PassageText.withTableHead("| a | b |\n| :-- | --: |\n| c | d |"))
                .startsWith("| a");
        assertThat(PassageText.withTableHead("a | b")).isEqualTo("a | b");
        assertThat(PassageText.withTableHead("||")).isEqualTo("| |\n|-|\n||");
        assertThat(PassageText.withTableHead("")).isEmpty();
    }
}
