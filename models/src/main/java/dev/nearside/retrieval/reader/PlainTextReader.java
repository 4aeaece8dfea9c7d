package dev.nearside.retrieval.reader;

import dev.nearside.error.InvalidInput;
import dev.nearside.retrieval.Document;

/** Plain text: paragraphs with empty lines between. */
final class PlainTextReader {
    private PlainTextReader() {}

    static Document read(String name, byte[] bytes) {
        Document document = Document.ofText(name, TextDecoder.decode(bytes));
        if (document.blocks().isEmpty()) {
            throw new InvalidInput(name + " has nothing but white space in it");
        }
        return document;
    }
}
