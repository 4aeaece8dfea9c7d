package dev.nearside.retrieval;

import dev.nearside.retrieval.words.Analyser;
import dev.nearside.retrieval.words.StopWords;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** The terms of a question, each once, without the words that only make it a question (unless there are no others). */
final class QueryTerms {
    /** A longer question is a pasted text; its first terms say enough, and bound the work. */
    private static final int MAX_TERMS = 256;

    private final Set<String> terms;

    private QueryTerms(Set<String> terms) {
        this.terms = terms;
    }

    static QueryTerms of(String question, Analyser analyser) {
        Set<String> meaning = new LinkedHashSet<>();
        Set<String> all = new LinkedHashSet<>();
        analyser.analyse(question, 0, question.length(), (buffer, length, start, end) -> {
            if (all.size() < MAX_TERMS) {
                String term = new String(buffer, 0, length);
                boolean ignored = all.add(term);
                if (!StopWords.contains(plain(question, start, end))) {
                    ignored = meaning.add(term);
                }
            }
        });
        return new QueryTerms(meaning.isEmpty() ? all : meaning);
    }

    Set<String> terms() {
        return terms;
    }

    /** Whether a word of a passage is worth showing as one of the question's. */
    boolean marks(char[] buffer, int length) {
        // A single letter is a part of something like E-4012, and is everywhere.
        boolean telling = length > 1 || buffer[0] > 'z' || terms.size() == 1;
        return telling && terms.contains(new String(buffer, 0, length));
    }

    private static String plain(String question, int start, int end) {
        StringBuilder word = new StringBuilder();
        for (int i = start; i < end; i++) {
            char c = question.charAt(i);
            if (c != '\'' && c != '\u2019') {
                word.append(c);
            }
        }
        return word.toString().toLowerCase(Locale.ROOT);
    }
}
