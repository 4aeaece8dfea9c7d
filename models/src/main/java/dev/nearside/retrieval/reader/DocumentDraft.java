package dev.nearside.retrieval.reader;

import dev.nearside.error.InvalidInput;
import dev.nearside.retrieval.Block;
import dev.nearside.retrieval.Document;
import dev.nearside.retrieval.DocumentType;
import dev.nearside.retrieval.Section;
import dev.nearside.retrieval.words.Characters;
import java.util.ArrayList;
import java.util.List;

/** A document in the making: blocks of text one after the other, with the headings above them. */
final class DocumentDraft {
    /** A longer heading is a paragraph that somebody made large. */
    private static final int MAX_HEADING = 200;

    private static final int LEVELS = 9;

    private final String name;
    private final StringBuilder text = new StringBuilder();
    private final List<Block> blocks = new ArrayList<>();
    private final List<Section> sections = new ArrayList<>();
    private final String[] headings = new String[LEVELS + 1];

    DocumentDraft(String name) {
        this.name = name;
        for (int i = 0; i <= LEVELS; i++) {
            headings[i] = "";
        }
    }

    /** Appends a block whose text is new, an empty line before it; white space around it is dropped. */
    void add(CharSequence block, Block.Kind kind) {
        append(block, kind, "\n\n");
    }

    /** Appends a block on the line after the last one, as rows and items of a list stand. */
    void addLine(CharSequence block, Block.Kind kind) {
        append(block, kind, "\n");
    }

    /** Appends a heading, from 1 for the outermost. */
    void addHeading(CharSequence heading, int level) {
        int from = Characters.skipSpace(heading, 0, heading.length());
        if (from < heading.length()) {
            int start = text.length() + (text.length() > 0 ? 2 : 0);
            add(heading, Block.Kind.HEADING);
            section(start, level, heading.toString().strip());
        }
    }

    /** Says that a section starts at this place of the text; its title may differ from how it is written there. */
    void section(int start, int level, String title) {
        int depth = Math.min(level, LEVELS);
        headings[depth] = title.length() > MAX_HEADING ? shortened(title) : title;
        StringBuilder path = new StringBuilder();
        for (int i = 1; i <= LEVELS; i++) {
            if (i > depth) {
                headings[i] = "";
            } else if (!headings[i].isEmpty()) {
                path.append(path.length() > 0 ? Section.SEPARATOR : "").append(headings[i]);
            }
        }
        sections.add(new Section(start, depth, path.toString()));
    }

    /** Says that a block stands in a text that is complete already. */
    void block(int start, int end, Block.Kind kind) {
        blocks.add(new Block(start, end, kind));
    }

    /** The document of the blocks that were appended. */
    Document finish(DocumentType type) {
        return finish(type, text.toString());
    }

    /** The document of a text that was complete from the start. */
    Document finish(DocumentType type, String complete) {
        if (blocks.isEmpty()) {
            throw new InvalidInput(name + " has no text in it");
        }
        return new Document(name, type, complete, sections, List.of(), blocks);
    }

    private void append(CharSequence block, Block.Kind kind, String before) {
        int from = Characters.skipSpace(block, 0, block.length());
        int to = Characters.skipSpaceBack(block, from, block.length());
        if (from == to) {
            return;
        }
        if (text.length() + (to - from) > Document.MAX_CHARACTERS) {
            throw new InvalidInput(name + " has more than " + Document.MAX_CHARACTERS
                    + " characters of text: split it into smaller files");
        }
        if (text.length() > 0) {
            text.append(before);
        }
        int start = text.length();
        text.append(block, from, to);
        blocks.add(new Block(start, text.length(), kind));
    }

    private static String shortened(String title) {
        int space = title.lastIndexOf(' ', MAX_HEADING);
        return space > 0 ? title.substring(0, space) : "";
    }
}
