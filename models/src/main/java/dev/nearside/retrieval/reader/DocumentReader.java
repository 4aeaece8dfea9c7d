package dev.nearside.retrieval.reader;

import dev.nearside.retrieval.Document;

/** Reads files of one kind. */
@FunctionalInterface
public interface DocumentReader {
    /**
     * Reads a whole file.
     *
     * @param name the file's name
     * @param bytes all of the file; not kept
     * @throws dev.nearside.error.InvalidInput if the file cannot be read; the message, which starts with the name, says
     *     why in a person's words
     */
    Document read(String name, byte[] bytes);
}
