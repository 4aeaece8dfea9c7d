package dev.nearside.retrieval;

import java.util.Objects;

/**
 * A piece of a document that is embedded and found as a whole.
 *
 * @param start the first character, as an offset in UTF-16 units into the document's text
 * @param end after the last character; more than {@code start}
 * @param context what stands above the piece (its headings), empty if nothing: part of what is embedded and searched,
 *     but not of what the offsets cut
 */
public record Chunk(int start, int end, String context) {

    public Chunk {
        if (start < 0 || end <= start) {
            throw new IllegalArgumentException("a chunk from " + start + " to " + end);
        }
        Objects.requireNonNull(context, "context");
    }

    /** The piece itself. */
    public String textIn(Document document) {
        return document.text().substring(start, end);
    }

    /** What the model gets to see: the headings on a line of their own, then the piece; of Markdown without its marks. */
    public String embeddedText(Document document) {
        String text = textIn(document);
        String plain = document.type() == DocumentType.MARKDOWN ? MarkdownText.plain(text) : text;
        return context.isEmpty() ? plain : context + "\n" + plain;
    }
}
