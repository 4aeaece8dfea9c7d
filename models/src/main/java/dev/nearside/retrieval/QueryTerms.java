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
    private final Set<String> marked;

    private QueryTerms(Set<String> terms, Set<String> marked) {
        this.terms = terms;
        this.marked = marked;
    }

    static QueryTerms of(String question, Analyser analyser) {
        Set<String> meaning = new LinkedHashSet<>();
        Set<String> telling = new LinkedHashSet<>();
        Set<String> all = new LinkedHashSet<>();
        analyser.analyse(question, 0, question.length(), (buffer, length, start, end) -> {
            if (all.size() < MAX_TERMS) {
                String term = new String(buffer, 0, length);
                boolean ignored = all.add(term);
                String word = plain(question, start, end);
                if (!StopWords.contains(word)) {
                    ignored = meaning.add(term);
                    ignored = StopWords.isFaint(word) || telling.add(term);
                }
            }
        });
        Set<String> terms = meaning.isEmpty() ? all : meaning;
        return new QueryTerms(terms, telling.isEmpty() ? terms : telling);
    }

    Set<String> terms() {
        return terms;
    }

    /** Whether a word of a passage is worth showing as one of the question's. */
    boolean marks(char[] buffer, int length) {
        // A single letter is a part of something like E-4012, and is everywhere.
        boolean telling = length > 1 || buffer[0] > 'z' || marked.size() == 1;
        return telling && marked.contains(new String(buffer, 0, length));
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
