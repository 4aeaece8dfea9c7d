package dev.nearside.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RelevanceSetTest {
    private static final RelevanceSet SET = RelevanceSet.read();

    @Test
    void asksAtLeastSixtyQuestionsOfAtLeastSixtyDocuments() {
        assertThat(SET.documents()).hasSizeGreaterThanOrEqualTo(60);
        assertThat(SET.questions()).hasSizeGreaterThanOrEqualTo(60);
    }

    @Test
    void everyJudgementNamesADocumentAndEveryQuestionHasAnAnswer() {
        Set<String> names = new HashSet<>();
        SET.documents().forEach(document -> names.add(document.name()));

        assertThat(SET.questions()).allSatisfy(question -> {
            assertThat(names).containsAll(question.grades().keySet());
            assertThat(question.grades().values()).contains(2).allMatch(grade -> grade == 1 || grade == 2);
        });
    }

    @Test
    void asksAtLeastTwentyQuestionsThatNothingAnswersInEachHalf() {
        for (String split : List.of("dev", "test")) {
            assertThat(SET.unanswerable())
                    .filteredOn(question -> question.split().equals(split))
                    .hasSizeGreaterThanOrEqualTo(20)
                    .allSatisfy(question -> assertThat(question.grades()).isEmpty());
        }
    }

    /** Words alone find what was asked for by its identifier: no model is needed for this floor. */
    @Test
    void identifiersAreFoundByWordsAlone() {
        SearchIndex index = new SearchIndex(1);
        Chunker chunker = new Chunker(text -> text.length() / 4, ChunkOptions.MINILM);
        for (Document document : SET.documents()) {
            index.add(new IndexedDocument(
                    document.name(),
                    document,
                    chunker.chunk(document),
                    ChunkVectors.none(1),
                    new Provenance(1, 1, "")));
        }
        for (RelevanceSet.Question question : SET.questions()) {
            if (question.kind().equals("exact")) {
                List<Passage> passages =
                        index.search(question.text(), null, new SearchOptions(1, Set.of(), SearchMode.WORDS));
                assertThat(passages).as(question.text()).hasSize(1);
                assertThat(question.grades())
                        .as(question.text())
                        .containsKey(passages.get(0).document().name());
            }
        }
    }
}
