package dev.nearside.browser.page.search;

import dev.nearside.browser.dom.Amounts;
import dev.nearside.browser.js.JsObjects;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSObject;

/**
 * A document of the library, as the list shows it.
 *
 * @param bytes the file's size
 * @param chunks how many passages it was cut into
 */
record Entry(String id, String name, String type, double bytes, int chunks) {

    /** What {@code near.search.documents()} gives, in its order. */
    static List<Entry> all(@Nullable JSObject documents) {
        return JsArrays.objects(documents).stream().map(Entry::of).toList();
    }

    private static Entry of(JSObject document) {
        return new Entry(
                String.valueOf(JsObjects.text(document, "id")),
                String.valueOf(JsObjects.text(document, "name")),
                String.valueOf(JsObjects.text(document, "type")),
                JsObjects.number(document, "bytes", 0),
                (int) JsObjects.number(document, "chunks", 0));
    }

    /** Type, size and passages in a line. */
    String facts() {
        return typeName() + " · " + Amounts.bytes(bytes) + " · " + Amounts.count(chunks, "passage");
    }

    private String typeName() {
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "markdown" -> "Markdown";
            case "html" -> "HTML";
            case "pdf" -> "PDF";
            case "docx" -> "Word";
            case "csv" -> "CSV";
            case "code" -> "Code";
            default -> "Text";
        };
    }
}
