package dev.nearside.retrieval;

import dev.nearside.error.InvalidInput;
import dev.nearside.retrieval.words.Characters;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A document as it is searched and shown: one text, and its structure as offsets in UTF-16 units into that text. Lines
 * end with {@code \n}. Readers in {@code dev.nearside.retrieval.reader} make documents from the bytes of files.
 *
 * @param name the file's name as the person knows it
 * @param sections where headings stand, by start; empty where there are none
 * @param pageStarts the start of each page, the first at 0, never decreasing; empty where there are no pages
 * @param blocks by start, without overlap; what is outside of all blocks is white space
 */
public record Document(
        String name,
        DocumentType type,
        String text,
        List<Section> sections,
        List<Integer> pageStarts,
        List<Block> blocks) {

    /**
     * The longest text, in UTF-16 units: about 2,500 pages, and some 25,000 chunks, which a tab embeds in a quarter of
     * an hour or more. Whoever has more is better served by smaller files, each of which can be cancelled and removed.
     */
    public static final int MAX_CHARACTERS = 8_000_000;

    public Document {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
        text = Characters.wellFormed(text);
        sections = List.copyOf(sections);
        pageStarts = List.copyOf(pageStarts);
        blocks = List.copyOf(blocks);
        if (text.length() > MAX_CHARACTERS) {
            throw new InvalidInput(name + " has " + text.length() + " characters of text; at most " + MAX_CHARACTERS
                    + " are taken: split it into smaller files");
        }
        checkSections(sections, text.length());
        checkPages(pageStarts, text.length());
        checkBlocks(blocks, text);
    }

    /** Plain text without headings: each paragraph, ended by an empty line, is a block. */
    public static Document ofText(String name, String text) {
        String lines = Characters.withPlainLineEnds(text);
        return new Document(
                name, DocumentType.TEXT, lines, List.of(), List.of(), Paragraphs.of(lines, 0, lines.length()));
    }

    /**
     * The pages of a PDF, as pdf.js gives their text. Between pages stands an empty line; words that were divided at the
     * end of a line are put together.
     *
     * @throws InvalidInput if no page has any text, as in a scan
     */
    public static Document ofPages(String name, List<String> pages) {
        StringBuilder text = new StringBuilder();
        List<Integer> starts = new ArrayList<>();
        List<Block> blocks = new ArrayList<>();
        for (String page : pages) {
            if (text.length() > 0) {
                text.append("\n\n");
            }
            int start = text.length();
            starts.add(start);
            text.append(Characters.withoutHyphenation(
                    Characters.withPlainLineEnds(page).stripTrailing()));
            blocks.addAll(Paragraphs.of(text, start, text.length()));
            if (text.length() > MAX_CHARACTERS) {
                throw new InvalidInput(
                        name + " has more than " + MAX_CHARACTERS + " characters of text: split it into smaller files");
            }
        }
        if (blocks.isEmpty()) {
            throw new InvalidInput(name + " has no text on its " + pages.size()
                    + " pages: it may be a scan, whose text has to be recognised first");
        }
        return new Document(name, DocumentType.PDF, text.toString(), List.of(), starts, blocks);
    }

    /** The headings above this place, outermost first, with {@value Section#SEPARATOR} between; empty if none. */
    public String headingAt(int offset) {
        int at = sectionAt(offset);
        return at < 0 ? "" : sections.get(at).path();
    }

    /** The page of this place, from 1; 0 if the document has no pages. */
    public int pageAt(int offset) {
        int low = 0;
        int high = pageStarts.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (pageStarts.get(middle) <= offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The index of the section of this place; −1 if it stands before the first. */
    int sectionAt(int offset) {
        int low = 0;
        int high = sections.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sections.get(middle).start() <= offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - 1;
    }

    private static void checkSections(List<Section> sections, int length) {
        int last = 0;
        for (Section section : sections) {
            if (section.start() < last || section.start() > length) {
                throw new IllegalArgumentException("a section at " + section.start() + " after one at " + last
                        + " in a text of " + length + " characters");
            }
            last = section.start();
        }
    }

    private static void checkPages(List<Integer> pageStarts, int length) {
        int last = 0;
        for (int i = 0; i < pageStarts.size(); i++) {
            int start = pageStarts.get(i);
            if (start < last || start > length || (i == 0 && start != 0)) {
                throw new IllegalArgumentException(
                        "page " + (i + 1) + " starts at " + start + " in a text of " + length + " characters");
            }
            last = start;
        }
    }

    private static void checkBlocks(List<Block> blocks, String text) {
        int last = 0;
        for (Block block : blocks) {
            if (block.start() < last || block.end() > text.length()) {
                throw new IllegalArgumentException("a block from " + block.start() + " to " + block.end() + " after "
                        + last + " in a text of " + text.length() + " characters");
            }
            checkBlank(text, last, block.start());
            last = block.end();
        }
        checkBlank(text, last, text.length());
    }

    private static void checkBlank(String text, int from, int to) {
        int at = Characters.skipSpace(text, from, to);
        if (at < to) {
            throw new IllegalArgumentException("the character at " + at + " is in no block, so it could not be found");
        }
    }
}
