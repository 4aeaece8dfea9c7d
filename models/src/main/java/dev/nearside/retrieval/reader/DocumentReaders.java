package dev.nearside.retrieval.reader;

import dev.nearside.error.InvalidInput;
import dev.nearside.retrieval.Document;
import dev.nearside.retrieval.DocumentType;

/**
 * Finds the reader for a file. What cannot be read is refused with {@link InvalidInput}, whose message starts with the
 * file's name and says what it is.
 *
 * <pre>{@code
 * Document document = DocumentReaders.read("notes.md", bytes);
 * }</pre>
 */
public final class DocumentReaders {
    /**
     * The largest file: several times what the longest text takes in any of the formats, and an amount that a tab can
     * hold twice. A caller that knows the size before it reads should ask {@link #checkSize} first.
     */
    public static final int MAX_BYTES = 64 * 1024 * 1024;

    /** How many bytes from the start of a file tell what it is. */
    public static final int FIRST_BYTES = 4096;

    private DocumentReaders() {}

    /**
     * Refuses a file by its size.
     *
     * @throws InvalidInput if a file of so many bytes is empty or too large
     */
    public static void checkSize(String name, long bytes) {
        if (bytes == 0) {
            throw new InvalidInput(name + " is empty");
        }
        if (bytes > MAX_BYTES) {
            throw new InvalidInput(name + " is too large: it has " + bytes / (1024 * 1024) + " MiB, and at most "
                    + MAX_BYTES / (1024 * 1024) + " are read");
        }
    }

    /**
     * What a file is.
     *
     * @param firstBytes its first bytes, {@value #FIRST_BYTES} or all that there are; more do no harm
     * @throws InvalidInput if it is nothing that holds text
     */
    public static DocumentType typeOf(String name, byte[] firstBytes) {
        checkSize(name, firstBytes.length);
        String extension = FileKind.extension(name);
        if (FileKind.startsLike(firstBytes, "%pdf-")) {
            return DocumentType.PDF;
        }
        if (FileKind.startsWith(firstBytes, "PK\u0003\u0004") || FileKind.startsWith(firstBytes, "PK\u0005\u0006")) {
            return zipType(name, extension);
        }
        if (FileKind.startsWith(firstBytes, "\u00d0\u00cf\u0011\u00e0")) {
            throw new InvalidInput(name
                    + (extension.equals("docx")
                            ? " is protected by a password: open it in a word processor and save it without"
                            : " is a file of an old Office program: save it as .docx or PDF"));
        }
        if (TextDecoder.isBinary(firstBytes)) {
            throw new InvalidInput(name + " is " + FileKind.binary(firstBytes) + ", in which there is no text to read");
        }
        return switch (extension) {
            case "pdf" -> throw new InvalidInput(name + " is called a PDF but does not start as one");
            case "docx" -> throw new InvalidInput(name + " is called a Word document but is none");
            case "md", "markdown", "mdx", "mkd" -> DocumentType.MARKDOWN;
            case "html", "htm", "xhtml" -> DocumentType.HTML;
            case "csv", "tsv", "tab" -> DocumentType.CSV;
            default -> textType(extension, firstBytes);
        };
    }

    /** The reader for a file. @throws InvalidInput if there is none for what it is */
    public static DocumentReader forName(String name, byte[] firstBytes) {
        return switch (typeOf(name, firstBytes)) {
            case TEXT -> PlainTextReader::read;
            case MARKDOWN -> MarkdownReader::read;
            case HTML -> HtmlReader::read;
            case PDF -> DocumentReaders::refusePdf;
            case DOCX -> DocxReader::read;
            case CSV -> CsvReader::read;
            case CODE -> CodeReader::read;
        };
    }

    /** Reads a whole file; of PDF the pages come from pdf.js, for {@link Document#ofPages}. */
    public static Document read(String name, byte[] bytes) {
        checkSize(name, bytes.length);
        return forName(name, bytes).read(name, bytes);
    }

    private static DocumentType zipType(String name, String extension) {
        if (extension.equals("docx")) {
            return DocumentType.DOCX;
        }
        throw new InvalidInput(name
                + switch (extension) {
                    case "xlsx", "ods" -> " is a spreadsheet: save it as CSV";
                    case "pptx", "odp" -> " is a presentation: save it as PDF";
                    case "odt" -> " is an OpenDocument text: save it as .docx or PDF";
                    case "epub" -> " is an e-book (EPUB), which is not read";
                    default -> " is a zip archive: unpack it and add the files";
                });
    }

    private static DocumentType textType(String extension, byte[] firstBytes) {
        if (FileKind.isCode(extension)) {
            return DocumentType.CODE;
        }
        return FileKind.startsLike(firstBytes, "<!doctype html") || FileKind.startsLike(firstBytes, "<html")
                ? DocumentType.HTML
                : DocumentType.TEXT;
    }

    private static Document refusePdf(String name, byte[] bytes) {
        throw new InvalidInput(name + " is a PDF, whose pages another program has to read");
    }
}
