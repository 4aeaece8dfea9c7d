package dev.nearside.browser.search;

import dev.nearside.browser.js.JsObjects;
import dev.nearside.retrieval.AnswerFloor;
import dev.nearside.retrieval.Document;
import dev.nearside.retrieval.DocumentType;
import dev.nearside.retrieval.Passage;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArray;

/** What {@code near.search} answers with, in the shapes of {@code docs/javascript-api.md}. */
final class Answers {
    private Answers() {}

    static JSObject added(String name, Indexing.Outcome outcome) {
        StoredDocument stored = outcome.stored();
        JSObject answer =
                added(stored.name(), stored.id(), outcome.unchanged() ? "unchanged" : "indexed", outcome.chunks());
        JsObjects.set(answer, "replaced", outcome.replaced());
        if (!stored.name().equals(name)) {
            String reason = "another " + name + " came with it, so this one is kept as " + stored.name();
            JsObjects.set(answer, "reason", reason);
        }
        return answer;
    }

    static JSObject refused(String name, String reason) {
        JSObject answer = added(name, null, "refused", 0);
        JsObjects.set(answer, "reason", reason);
        return answer;
    }

    private static JSObject added(String name, @Nullable String id, String status, int chunks) {
        JSObject answer = JsObjects.create();
        JsObjects.set(answer, "name", name);
        JsObjects.set(answer, "id", id);
        JsObjects.set(answer, "status", status);
        JsObjects.set(answer, "chunks", chunks);
        JsObjects.set(answer, "replaced", false);
        JsObjects.set(answer, "reason", (String) null);
        return answer;
    }

    static JSObject document(Library.Kept kept) {
        JSObject answer =
                header(kept.stored().id(), kept.stored().name(), kept.document().type());
        JsObjects.set(answer, "bytes", (double) kept.provenance().bytes());
        JsObjects.set(answer, "characters", kept.document().text().length());
        JsObjects.set(answer, "chunks", kept.chunks());
        JsObjects.set(answer, "addedAt", (double) kept.provenance().addedAt());
        return answer;
    }

    /** The list in the order of its names as people sort them, 2 before 10 and small and capital letters alike. */
    @JSBody(
            params = "documents",
            script = "var order = new Intl.Collator(undefined, {numeric: true, sensitivity: 'base'});"
                    + "return documents.sort(function(a, b) {"
                    + "  return order.compare(a.name, b.name) || (a.name < b.name ? -1 : 1);"
                    + "});")
    static native JSObject byName(JSArray<JSObject> documents);

    static JSObject opened(Library.Kept kept) {
        Document document = kept.document();
        JSObject answer = header(kept.stored().id(), kept.stored().name(), document.type());
        JsObjects.set(answer, "text", document.text());
        int[] pages = new int[document.pageStarts().size()];
        for (int i = 0; i < pages.length; i++) {
            pages[i] = document.pageStarts().get(i);
        }
        JsObjects.set(answer, "pages", array(pages));
        return answer;
    }

    private static JSObject header(String id, String name, DocumentType type) {
        JSObject header = JsObjects.create();
        JsObjects.set(header, "id", id);
        JsObjects.set(header, "name", name);
        JsObjects.set(header, "type", type.name().toLowerCase(Locale.ROOT));
        return header;
    }

    static JSObject found(List<Passage> passages) {
        JSArray<JSObject> list = new JSArray<>();
        for (Passage passage : passages) {
            list.push(passage(passage));
        }
        JSObject answer = JsObjects.create();
        JsObjects.set(answer, "passages", list);
        JsObjects.set(answer, "answered", AnswerFloor.isReached(passages));
        return answer;
    }

    private static JSObject passage(Passage passage) {
        JSObject answer = JsObjects.create();
        Passage.Found document = passage.document();
        JsObjects.set(answer, "document", header(document.id(), document.name(), document.type()));
        setOrNull(answer, "page", passage.page());
        setOrNull(answer, "pageEnd", passage.pageEnd());
        String heading = passage.heading().isEmpty() ? null : passage.heading();
        JsObjects.set(answer, "heading", heading);
        JsObjects.set(answer, "start", passage.start());
        JsObjects.set(answer, "end", passage.end());
        JsObjects.set(answer, "text", passage.text());
        JsObjects.set(answer, "score", passage.score());
        setOrNull(answer, "vectorRank", passage.vectorRank());
        setOrNull(answer, "wordRank", passage.wordRank());
        double similarity = passage.closeness().similarity();
        if (Double.isNaN(similarity)) {
            JsObjects.set(answer, "similarity", (JSObject) null);
        } else {
            JsObjects.set(answer, "similarity", similarity);
        }
        JsObjects.set(answer, "coverage", passage.closeness().coverage());
        JsObjects.set(answer, "near", AnswerFloor.isReached(passage));
        int[] marks = new int[2 * passage.marks().size()];
        int at = 0;
        for (Passage.Mark mark : passage.marks()) {
            marks[at++] = mark.start();
            marks[at++] = mark.end();
        }
        JsObjects.set(answer, "marks", pairs(marks));
        return answer;
    }

    private static void setOrNull(JSObject object, String name, int value) {
        if (value == 0) {
            JsObjects.set(object, name, (JSObject) null);
        } else {
            JsObjects.set(object, name, value);
        }
    }

    @JSBody(params = "values", script = "return Array.from(values);")
    private static native JSObject array(int[] values);

    @JSBody(
            params = "values",
            script = "var pairs = [];"
                    + "for (var i = 0; i < values.length; i += 2) { pairs.push([values[i], values[i + 1]]); }"
                    + "return pairs;")
    private static native JSObject pairs(int[] values);
}
