package dev.nearside.retrieval.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tartarus.snowball.ext.EnglishStemmer;

/** Lucene's stemmer, which Snowball's own compiler wrote, is the oracle. */
class StemmerTest {
    private static final String[] STARTS = {
        "",
        "gener",
        "commun",
        "arsen",
        "hop",
        "y",
        "say",
        "boy",
        "cr",
        "bee",
        "run",
        "agre",
        "rel",
        "fall",
        "tr",
        "sky",
        "skis",
        "inn",
        "exceed",
        "prob",
        "nat",
        "oper",
        "organ",
        "hope",
        "ab",
        "us",
        "controll",
        "vex",
        "snow",
        "play"
    };

    private static final String[] MIDDLES = {
        "", "e", "iz", "at", "al", "bl", "y", "iv", "ous", "ful", "tt", "ll", "w", "x", "i"
    };

    private static final String[] ENDS = {
        "", "s", "es", "ies", "ied", "sses", "us", "ss", "ed", "eed", "eedly", "edly", "ing", "ingly", "ly", "li",
        "tional", "enci", "ency", "ance", "ably", "entli", "izer", "ization", "ational", "ation", "ator", "alism",
        "aliti", "ality", "alli", "fulness", "ousli", "ously", "ousness", "iveness", "iviti", "biliti", "bly", "ogi",
        "logy", "fulli", "lessli", "lessly", "alize", "icate", "iciti", "ical", "ful", "ness", "ative", "ement", "ment",
        "ent", "able", "ible", "ism", "ate", "ous", "ive", "ize", "sion", "tion", "ion", "al", "er", "ic", "e", "y",
        "ing", "ings"
    };

    @Test
    void stemsAsSnowballDoes() {
        EnglishStemmer oracle = new EnglishStemmer();
        List<String> differences = new ArrayList<>();
        for (String word : words()) {
            oracle.setCurrent(word);
            boolean ignored = oracle.stem();
            char[] buffer = (word + "  ").toCharArray();
            String stem = new String(buffer, 0, new Stemmer().stem(buffer, word.length()));
            if (!stem.equals(oracle.getCurrent())) {
                differences.add(word + ": " + stem + ", not " + oracle.getCurrent());
            }
        }

        assertThat(differences).isEmpty();
    }

    @Test
    void wordsWithOtherLettersStayAsTheyAre() {
        char[] word = "größes".toCharArray();

        assertThat(new Stemmer().stem(word, 6)).isEqualTo(6);
    }

    private static List<String> words() {
        List<String> words = new ArrayList<>();
        for (String start : STARTS) {
            for (String middle : MIDDLES) {
                for (String end : ENDS) {
                    words.add(start + middle + end);
                }
            }
        }
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder word = new StringBuilder();
            for (int length = 1 + random.nextInt(9); length > 0; length--) {
                word.append("aeiouybcdglmnrstwx".charAt(random.nextInt(18)));
            }
            words.add(word + ENDS[random.nextInt(ENDS.length)]);
        }
        return words;
    }
}
