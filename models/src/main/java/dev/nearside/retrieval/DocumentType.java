package dev.nearside.retrieval;

/** What kind of file a document was read from. */
public enum DocumentType {
    TEXT,
    MARKDOWN,
    HTML,
    PDF,
    DOCX,
    CSV,
    CODE
}
