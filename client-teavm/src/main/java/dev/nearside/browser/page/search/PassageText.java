package dev.nearside.browser.page.search;

import dev.nearside.browser.page.markdown.MarkdownView;
import dev.nearside.browser.page.markdown.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.teavm.jso.dom.html.HTMLElement;

/** A passage as a person reads it: Markdown laid out, all else as it is, and the answer's words marked. */
final class PassageText {
    /** From here on are scripts that put no spaces between words. */
    private static final char FIRST_WITHOUT_SPACES = '\u2e80';

    private PassageText() {}

    /** Puts it into the element, without its own heading. */
    static void show(HTMLElement element, Passage passage) {
        int body = passage.body();
        String text = passage.text().substring(body);
        if (!passage.isMarkdown()) {
            MarkedText.show(
                    element,
                    text,
                    passage.marks().stream().map(mark -> mark.from(body)).toList());
            return;
        }
        element.setAttribute("class", "passage-text prose");
        markdown(element, withTableHead(text), words(passage));
    }

    /** Lays Markdown out at the end of the element, with these words marked. */
    static void markdown(HTMLElement element, String text, List<String> words) {
        MarkdownView.show(element, text, new Words() {
            @Override
            public void append(HTMLElement parent, String part) {
                MarkedText.show(parent, part, places(part, words));
            }

            @Override
            public void code(HTMLElement parent, String part) {
                append(parent, part);
            }
        });
    }

    /** The words that are marked, each once, longer ones first: the shorter may be a part of them. */
    static List<String> words(Passage passage) {
        return passage.marks().stream()
                .map(mark -> passage.text().substring(mark.start(), mark.end()))
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /** Where those words stand in a text, whole. */
    static List<Range> places(String text, List<String> words) {
        List<Range> places = new ArrayList<>();
        for (String word : words) {
            for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length())) {
                int end = at + word.length();
                boolean begins = at == 0 || isBorder(text.charAt(at - 1), text.charAt(at));
                if (begins && (end == text.length() || isBorder(text.charAt(end - 1), text.charAt(end)))) {
                    places.add(new Range(at, end));
                }
            }
        }
        return places;
    }

    /** Whether a word may end between these two. */
    private static boolean isBorder(char one, char other) {
        return !Character.isLetterOrDigit(one)
                || !Character.isLetterOrDigit(other)
                || one >= FIRST_WITHOUT_SPACES
                || other >= FIRST_WITHOUT_SPACES;
    }

    /** A passage may begin within a table, whose rows are a table only below a head. */
    static String withTableHead(String text) {
        int lineEnd = text.indexOf('\n');
        String first = lineEnd < 0 ? text : text.substring(0, lineEnd);
        if (!first.startsWith("|") || !first.stripTrailing().endsWith("|") || MarkdownView.isTable(text)) {
            return text;
        }
        int columns = (int) first.chars().filter(c -> c == '|').count() - 1;
        return columns < 1 ? text : "|" + " |".repeat(columns) + "\n|" + "-|".repeat(columns) + "\n" + text;
    }
}
