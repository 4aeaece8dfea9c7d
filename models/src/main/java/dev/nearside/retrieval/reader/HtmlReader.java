package dev.nearside.retrieval.reader;

import dev.nearside.retrieval.Block;
import dev.nearside.retrieval.Document;
import dev.nearside.retrieval.DocumentType;
import dev.nearside.retrieval.words.Characters;

/** The text of a page as a reader sees it: blocks, headings, items, rows; no scripts, no styles. */
final class HtmlReader {
    private static final String BLOCKS = " address article aside blockquote body center dd details dialog dir div dl dt"
            + " fieldset figcaption figure footer form header hgroup hr html legend li main menu nav ol optgroup option p"
            + " pre search section select summary table tbody tfoot thead tr ul caption ";

    private static final String SKIPPED = " script style template noembed noframes iframe object svg math xmp ";

    private final HtmlTokens tokens;
    private final DocumentDraft draft;
    private final StringBuilder block = new StringBuilder();
    private String title = "";
    private boolean titleUsed;
    private int heading;
    private int preformatted;
    private boolean inRow;
    private Block.Kind kind = Block.Kind.PARAGRAPH;

    private HtmlReader(String name, String html) {
        this.tokens = new HtmlTokens(html);
        this.draft = new DocumentDraft(name);
    }

    static Document read(String name, byte[] bytes) {
        HtmlReader reader = new HtmlReader(name, Characters.withPlainLineEnds(TextDecoder.decode(bytes)));
        while (reader.tokens.next()) {
            reader.take();
        }
        reader.flush();
        return reader.draft.finish(DocumentType.HTML);
    }

    private void take() {
        String tag = tokens.name();
        if (tag.isEmpty()) {
            appendText(tokens.text());
        } else if (tokens.isEndTag()) {
            end(tag);
        } else if (contains(SKIPPED, tag)) {
            skip(tag);
        } else if (HtmlTokens.isRaw(tag)) {
            String content = Entities.decode(tokens.rawContent());
            if (tag.equals("title")) {
                title = collapsed(content);
            } else {
                appendText(content);
            }
        } else {
            start(tag);
        }
    }

    private void start(String tag) {
        if (headingLevel(tag) > 0) {
            flush();
            heading = headingLevel(tag);
        } else if (contains(BLOCKS, tag)) {
            flush();
            if (tag.equals("pre")) {
                preformatted++;
                kind = Block.Kind.CODE;
            } else if (tag.equals("li") || tag.equals("dt") || tag.equals("dd")) {
                kind = Block.Kind.LIST_ITEM;
            } else if (tag.equals("tr")) {
                kind = Block.Kind.ROW;
                inRow = true;
            }
        } else if (tag.equals("br")) {
            block.append(inRow ? ' ' : '\n');
        } else if (tag.equals("td") || tag.equals("th")) {
            block.setLength(Characters.skipSpaceBack(block, 0, block.length()));
            block.append(block.length() > 0 ? " | " : "");
        } else if (tag.equals("img")) {
            appendText(" " + tokens.attribute("alt") + " ");
        }
    }

    private void end(String tag) {
        if (headingLevel(tag) > 0 || contains(BLOCKS, tag)) {
            // A paragraph in a cell must not end the row.
            if (inRow && !tag.equals("tr") && !tag.equals("table")) {
                block.append(' ');
                return;
            }
            flush();
            inRow = false;
            if (tag.equals("pre")) {
                preformatted = Math.max(0, preformatted - 1);
            }
        }
    }

    /** Skips an element with all that it holds, counting elements of its name; to the end if it is not closed. */
    private void skip(String tag) {
        if (HtmlTokens.isRaw(tag)) {
            String ignored = tokens.rawContent();
            return;
        }
        int depth = 1;
        while (depth > 0 && tokens.next()) {
            if (HtmlTokens.isRaw(tokens.name()) && !tokens.isEndTag()) {
                String ignored = tokens.rawContent();
            } else if (tokens.name().equals(tag)) {
                depth += tokens.isEndTag() ? -1 : 1;
            }
        }
    }

    private void appendText(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (preformatted > 0 || !Characters.isSpace(c)) {
                block.append(c);
            } else if (block.length() > 0 && !Characters.isSpace(block.charAt(block.length() - 1))) {
                block.append(' ');
            }
        }
    }

    private void flush() {
        if (inRow && kind != Block.Kind.ROW) {
            kind = Block.Kind.ROW;
        }
        if (Characters.skipSpace(block, 0, block.length()) < block.length()) {
            useTitle();
            if (heading > 0) {
                draft.addHeading(collapsed(block.toString()), heading);
            } else if (kind == Block.Kind.ROW || kind == Block.Kind.LIST_ITEM) {
                draft.addLine(block, kind);
            } else {
                draft.add(block, kind);
            }
        }
        block.setLength(0);
        heading = 0;
        kind = preformatted > 0 ? Block.Kind.CODE : Block.Kind.PARAGRAPH;
    }

    /** The page's title stands above its text, unless the text starts with a heading of its own. */
    private void useTitle() {
        if (!titleUsed && !title.isEmpty() && heading != 1) {
            draft.addHeading(title, 1);
        }
        titleUsed = true;
    }

    private static String collapsed(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Characters.isSpace(c)) {
                out.append(c);
            } else if (out.length() > 0 && out.charAt(out.length() - 1) != ' ') {
                out.append(' ');
            }
        }
        return out.toString().strip();
    }

    private static int headingLevel(String tag) {
        boolean heading = tag.length() == 2 && tag.charAt(0) == 'h' && tag.charAt(1) >= '1' && tag.charAt(1) <= '6';
        return heading ? tag.charAt(1) - '0' : 0;
    }

    private static boolean contains(String names, String tag) {
        return names.contains(" " + tag + " ");
    }
}
