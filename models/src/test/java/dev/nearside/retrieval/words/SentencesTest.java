package dev.nearside.retrieval.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SentencesTest {

    @Test
    void endsAtPunctuationAndClosingQuotes() {
        assertThat(split("He left. \"Really?\" she asked. Yes!! (No.) Then \u201cgone.\u201d It rained"))
                .containsExactly(
                        "He left.", "\"Really?\" she asked.", "Yes!!", "(No.)", "Then \u201cgone.\u201d", "It rained");
    }

    @Test
    void doesNotEndAtAbbreviationsInitialsAndNumbers() {
        assertThat(split("Dr. A. Meier lives in St. Gallen, e.g. No. 5. See fig. 3.2 and p. 7. It cost 3.50 francs."))
                .containsExactly(
                        "Dr. A. Meier lives in St. Gallen, e.g. No. 5.",
                        "See fig. 3.2 and p. 7.",
                        "It cost 3.50 francs.");
    }

    @Test
    void endsAtEastAsianPunctuationWithoutSpaces() {
        assertThat(split("東京は雨です。「本当？」そうです！終わり")).containsExactly("東京は雨です。", "「本当？」", "そうです！", "終わり");
    }

    @Test
    void endsBeforeTheItemsOfAList() {
        assertThat(split("Take:\n- one egg\n- flour\n2. Stir it\n3) Bake"))
                .containsExactly("Take:", "- one egg", "- flour", "2. Stir it", "3) Bake");
    }

    @Test
    void goesOnOverLineEndsWithinASentence() {
        assertThat(split("A sentence that\nis wrapped. Another\none."))
                .containsExactly("A sentence that\nis wrapped.", "Another\none.");
    }

    @Test
    void knowsThePunctuationOfOtherScripts() {
        assertThat(split("यह एक है। वह दो है। ما هذا؟ هذا كتاب.")).hasSize(4);
    }

    private static List<String> split(String text) {
        List<String> sentences = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int end = Sentences.end(text, at, text.length());
            sentences.add(text.substring(at, end));
            at = Characters.skipSpace(text, end, text.length());
        }
        return sentences;
    }
}
