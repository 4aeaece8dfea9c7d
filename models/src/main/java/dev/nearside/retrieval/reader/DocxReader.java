package dev.nearside.retrieval.reader;

import dev.nearside.error.InvalidInput;
import dev.nearside.retrieval.Block;
import dev.nearside.retrieval.Document;
import dev.nearside.retrieval.DocumentType;
import java.util.HashMap;
import java.util.Map;

/**
 * Word documents (ECMA-376, WordprocessingML): paragraphs, headings by their style, lists, tables; as they read when all
 * changes are accepted. Headers, footers, notes and comments are not read.
 */
final class DocxReader {
    /** Of XML, before it is taken apart: some ten times what the longest text has in characters. */
    private static final int MAX_XML = 96 * 1024 * 1024;

    private static final int MAX_STYLES = 16 * 1024 * 1024;

    private final String name;
    private final DocumentDraft draft;
    private final Map<String, Integer> headingLevels = new HashMap<>();
    private final StringBuilder paragraph = new StringBuilder();
    private final StringBuilder row = new StringBuilder();
    private int tables;
    private int heading;
    private boolean item;
    private boolean inText;

    private DocxReader(String name) {
        this.name = name;
        this.draft = new DocumentDraft(name);
    }

    static Document read(String name, byte[] bytes) {
        ZipArchive archive = new ZipArchive(name, bytes);
        byte[] xml = archive.unpack("word/document.xml", MAX_XML)
                .orElseThrow(() -> new InvalidInput(name + " is a zip archive but no Word document"));
        DocxReader reader = new DocxReader(name);
        archive.unpack("word/styles.xml", MAX_STYLES).ifPresent(reader::readStyles);
        reader.readText(new XmlTokens(name, TextDecoder.decode(xml)));
        return reader.draft.finish(DocumentType.DOCX);
    }

    /** Which styles are headings: by their outline level, or by their English names, which no translation changes. */
    private void readStyles(byte[] xml) {
        XmlTokens tokens = new XmlTokens(name, TextDecoder.decode(xml));
        String style = "";
        while (tokens.next()) {
            if (!tokens.starts()) {
                continue;
            }
            switch (tokens.name()) {
                case "w:style" -> style = tokens.attribute("w:styleId");
                case "w:name" -> putLevel(style, levelOf(tokens.attribute("w:val")));
                case "w:outlineLvl" -> putLevel(style, outlineLevel(tokens.attribute("w:val")));
                default -> {}
            }
        }
    }

    private void putLevel(String style, int level) {
        if (level > 0 && !style.isEmpty()) {
            headingLevels.put(style, level);
        }
    }

    private static int levelOf(String styleName) {
        if (styleName.equalsIgnoreCase("title")) {
            return 1;
        }
        boolean heading = styleName.length() == 9 && styleName.regionMatches(true, 0, "heading ", 0, 8);
        int digit = heading ? styleName.charAt(8) - '0' : 0;
        return digit >= 1 && digit <= 9 ? digit : 0;
    }

    /** Counted from 0 in the file; its 9 is body text. */
    private static int outlineLevel(String value) {
        boolean level = value.length() == 1 && value.charAt(0) >= '0' && value.charAt(0) <= '8';
        return level ? value.charAt(0) - '0' + 1 : 0;
    }

    private void readText(XmlTokens tokens) {
        int skipped = 0;
        while (tokens.next()) {
            // What an older program is to show instead: the same text once more.
            if (tokens.name().equals("mc:Fallback")) {
                skipped += (tokens.starts() ? 1 : 0) - (tokens.ends() ? 1 : 0);
            } else if (skipped == 0) {
                take(tokens);
            }
        }
        endParagraph();
    }

    private void take(XmlTokens tokens) {
        if (tokens.name().isEmpty()) {
            paragraph.append(inText ? tokens.text() : "");
        }
        if (tokens.starts()) {
            start(tokens);
        }
        if (tokens.ends()) {
            end(tokens.name());
        }
    }

    private void start(XmlTokens tokens) {
        switch (tokens.name()) {
            case "w:t" -> inText = true;
            case "w:tab" -> paragraph.append('\t');
            case "w:br", "w:cr" -> paragraph.append('\n');
            case "w:noBreakHyphen" -> paragraph.append('-');
            case "w:pStyle" -> heading = headingLevels.getOrDefault(tokens.attribute("w:val"), 0);
            case "w:numPr" -> item = true;
            case "w:tbl" -> tables++;
            case "w:tc" -> row.append(row.length() > 0 ? " | " : "");
            default -> {}
        }
    }

    private void end(String tag) {
        switch (tag) {
            case "w:t" -> inText = false;
            case "w:p" -> endParagraph();
            case "w:tr" -> {
                if (tables == 1) {
                    draft.addLine(row, Block.Kind.ROW);
                    row.setLength(0);
                }
            }
            case "w:tbl" -> tables = Math.max(0, tables - 1);
            default -> {}
        }
    }

    private void endParagraph() {
        String text = paragraph.toString().strip();
        if (tables > 0) {
            boolean goesOn = row.length() > 0 && row.charAt(row.length() - 1) != ' ' && !text.isEmpty();
            row.append(goesOn ? " " : "").append(text.replace('\n', ' '));
        } else if (heading > 0) {
            draft.addHeading(text.replace('\n', ' '), heading);
        } else if (item) {
            draft.addLine(text, Block.Kind.LIST_ITEM);
        } else {
            draft.add(text, Block.Kind.PARAGRAPH);
        }
        paragraph.setLength(0);
        heading = 0;
        item = false;
    }
}
