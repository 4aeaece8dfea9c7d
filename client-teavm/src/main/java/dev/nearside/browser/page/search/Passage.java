package dev.nearside.browser.page.search;

import dev.nearside.browser.js.JsObjects;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSObject;

/**
 * A passage that answers.
 *
 * @param type of the document
 * @param pages where it begins and ends, from 1; 0 if the document has no pages
 * @param heading the headings above it, or nothing
 * @param place where it stands in the document's text
 * @param text the passage itself
 * @param marks the answer's words, within {@code text}
 * @param meaning its rank among the vectors' findings, from 1; 0 if it is not among them
 * @param words its rank among the words' findings, from 1; 0 if it is not among them
 * @param near whether it is near enough to the question to answer it
 */
public record Passage(
        String document,
        String name,
        String type,
        Range pages,
        String heading,
        Range place,
        String text,
        List<Range> marks,
        int meaning,
        int words,
        boolean near) {

    /** Those of an answer of {@code near.search.query}. */
    public static List<Passage> all(JSObject answer) {
        return JsArrays.objects(JsObjects.get(answer, "passages")).stream()
                .map(Passage::of)
                .toList();
    }

    private static Passage of(JSObject passage) {
        JSObject document = JsObjects.get(passage, "document");
        JSObject known = document == null ? JsObjects.create() : document;
        return new Passage(
                String.valueOf(JsObjects.text(known, "id")),
                String.valueOf(JsObjects.text(known, "name")),
                String.valueOf(JsObjects.text(known, "type")),
                new Range((int) JsObjects.number(passage, "page", 0), (int) JsObjects.number(passage, "pageEnd", 0)),
                orNothing(JsObjects.text(passage, "heading")),
                new Range((int) JsObjects.number(passage, "start", 0), (int) JsObjects.number(passage, "end", 0)),
                orNothing(JsObjects.text(passage, "text")),
                ranges(JsObjects.get(passage, "marks")),
                (int) JsObjects.number(passage, "vectorRank", 0),
                (int) JsObjects.number(passage, "wordRank", 0),
                JsObjects.flag(passage, "near"));
    }

    private static List<Range> ranges(@Nullable JSObject marks) {
        List<Range> ranges = new ArrayList<>();
        int[] offsets = JsArrays.numbers(marks);
        for (int i = 0; i + 1 < offsets.length; i += 2) {
            ranges.add(new Range(offsets[i], offsets[i + 1]));
        }
        return ranges;
    }

    private static String orNothing(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** Page and heading, as far as there are any. */
    public String where() {
        if (pages.start() == 0) {
            return heading;
        }
        String where =
                pages.end() > pages.start() ? "pages " + pages.start() + "–" + pages.end() : "page " + pages.start();
        return heading.isEmpty() ? where : where + " · " + heading;
    }

    /** Whether its text is Markdown. */
    public boolean isMarkdown() {
        return type.equals("markdown");
    }

    /** Where in the text the passage goes on behind its own heading, which is said with the document's name already. */
    public int body() {
        int end = text.indexOf('\n');
        if (end < 0 || heading.isEmpty() || text.charAt(0) != '#') {
            return 0;
        }
        int start = 0;
        while (text.charAt(start) == '#') {
            start++;
        }
        if (!heading.endsWith(text.substring(start, end).trim())) {
            return 0;
        }
        while (end < text.length() && text.charAt(end) == '\n') {
            end++;
        }
        return end;
    }
}
