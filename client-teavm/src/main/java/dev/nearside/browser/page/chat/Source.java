package dev.nearside.browser.page.chat;

import dev.nearside.browser.page.markdown.PlainText;
import dev.nearside.browser.page.search.Passage;
import dev.nearside.browser.page.search.Range;
import dev.nearside.json.JsonCursor;
import dev.nearside.json.JsonObject;
import java.util.List;

/**
 * A passage of a person's files that an answer was made from.
 *
 * @param document the document's id
 * @param name the document's name
 * @param type the document's type
 * @param pages where it begins and ends, from 1; 0 if the document has no pages
 * @param heading the headings above it, or nothing
 * @param place where it stands in the document's text
 * @param text the passage itself
 */
record Source(String document, String name, String type, Range pages, String heading, Range place, String text) {

    static Source of(Passage passage) {
        return new Source(
                passage.document(),
                passage.name(),
                passage.type(),
                passage.pages(),
                passage.heading(),
                passage.place(),
                passage.text());
    }

    /** What it says behind its heading. */
    String excerpt() {
        String body = text.substring(passage().body());
        return (passage().isMarkdown() ? PlainText.of(body) : body).strip();
    }

    /** As the reader opens it. */
    Passage passage() {
        return new Passage(document, name, type, pages, heading, place, text, List.of(), 0, 0, true);
    }

    static Source read(JsonCursor json) {
        return new Source(
                json.field("document").asString(),
                json.field("name").asString(),
                json.field("type").asString(),
                range(json, "page", "pageEnd"),
                json.field("heading").asString(),
                range(json, "start", "end"),
                json.field("text").asString());
    }

    private static Range range(JsonCursor json, String start, String end) {
        return new Range(json.field(start).asInt(), json.field(end).asInt());
    }

    JsonObject toJson() {
        return JsonObject.builder()
                .put("document", document)
                .put("name", name)
                .put("type", type)
                .put("page", pages.start())
                .put("pageEnd", pages.end())
                .put("heading", heading)
                .put("start", place.start())
                .put("end", place.end())
                .put("text", text)
                .build();
    }
}
