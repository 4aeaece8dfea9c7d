package dev.nearside.retrieval.reader;

import dev.nearside.retrieval.Block;
import dev.nearside.retrieval.Document;
import dev.nearside.retrieval.DocumentType;
import dev.nearside.retrieval.MarkdownText;
import dev.nearside.retrieval.words.Characters;

/**
 * Markdown, of which the source is the text: people who keep notes in Markdown know it as it is written. Headings of both
 * kinds, fenced code, lists, tables, front matter; what is none of these is a paragraph.
 */
final class MarkdownReader {
    /** Enough of a line to make a heading of. */
    private static final int MAX_TITLE = 1000;

    private final String text;
    private final DocumentDraft draft;
    private int at;

    private MarkdownReader(String name, String text) {
        this.text = text;
        this.draft = new DocumentDraft(name);
    }

    static Document read(String name, byte[] bytes) {
        String text = Characters.wellFormed(Characters.withPlainLineEnds(TextDecoder.decode(bytes)));
        MarkdownReader reader = new MarkdownReader(name, text);
        reader.readFrontMatter();
        while (reader.at < text.length()) {
            reader.readBlock();
        }
        return reader.draft.finish(DocumentType.MARKDOWN, text);
    }

    private void readFrontMatter() {
        if (text.startsWith("---\n")) {
            int end = text.indexOf("\n---\n", 3);
            if (end > 0) {
                addUpTo(0, end + 4, Block.Kind.CODE);
            }
        }
    }

    private void readBlock() {
        int start = at;
        int end = lineEnd(start);
        int first = Characters.skipSpace(text, start, end);
        if (first == end) {
            at = Math.min(end + 1, text.length());
        } else if (isFence(first, end)) {
            addUpTo(start, fenceEnd(first, end), Block.Kind.CODE);
        } else if (headingLevel(first, end) > 0) {
            addHeading(first, end, headingLevel(first, end), end);
        } else if (text.charAt(first) == '|') {
            addUpTo(start, linesEnd(end, Line.ROW), Block.Kind.ROW);
        } else if (isItem(first, end)) {
            addUpTo(start, linesEnd(end, Line.ITEM), Block.Kind.LIST_ITEM);
        } else {
            addParagraph(start, end);
        }
    }

    /** A paragraph; or, if a line of = or - follows it, a heading. */
    private void addParagraph(int start, int firstEnd) {
        int end = linesEnd(firstEnd, Line.PARAGRAPH);
        int underline = end < text.length() ? underlineLevel(end + 1) : 0;
        if (underline > 0) {
            addHeading(start, end, underline, lineEnd(end + 1));
        } else {
            addUpTo(start, end, Block.Kind.PARAGRAPH);
        }
    }

    private void addHeading(int start, int end, int level, int blockEnd) {
        int from = start;
        while (from < end && text.charAt(from) == '#') {
            from++;
        }
        int to = Characters.skipSpaceBack(text, from, end);
        while (to > from && text.charAt(to - 1) == '#') {
            to--;
        }
        String title = MarkdownText.plain(text.substring(from, Math.min(to, from + MAX_TITLE)))
                .strip();
        if (!title.isEmpty()) {
            draft.section(start, level, title);
        }
        addUpTo(start, blockEnd, Block.Kind.HEADING);
    }

    private void addUpTo(int start, int end, Block.Kind kind) {
        int from = Characters.skipSpace(text, start, end);
        int to = Characters.skipSpaceBack(text, from, end);
        if (to > from) {
            draft.block(from, to, kind);
        }
        at = Math.min(end + 1, text.length());
    }

    private enum Line {
        PARAGRAPH,
        ITEM,
        ROW
    }

    /** The end of the last line that goes on with what ended its first line here. */
    private int linesEnd(int firstEnd, Line kind) {
        int end = firstEnd;
        while (end < text.length() && goesOn(end + 1, kind)) {
            end = lineEnd(end + 1);
        }
        return end;
    }

    private boolean goesOn(int lineStart, Line kind) {
        int end = lineEnd(lineStart);
        int first = Characters.skipSpace(text, lineStart, end);
        if (first == end || isFence(first, end) || headingLevel(first, end) > 0) {
            return false;
        }
        boolean row = text.charAt(first) == '|';
        return switch (kind) {
            case ROW -> row;
            case ITEM -> !row && !isItem(first, end);
            case PARAGRAPH -> !row && !isItem(first, end) && underlineLevel(lineStart) == 0;
        };
    }

    private int lineEnd(int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }

    private boolean isFence(int first, int end) {
        return end - first >= 3 && (text.startsWith("```", first) || text.startsWith("~~~", first));
    }

    /** The end of the line that closes the fence; of the text if none does. */
    private int fenceEnd(int fence, int firstEnd) {
        String mark = text.substring(fence, fence + 3);
        int end = firstEnd;
        while (end < text.length()) {
            int start = end + 1;
            end = lineEnd(start);
            int first = Characters.skipSpace(text, start, end);
            if (text.startsWith(mark, first) && first + 3 <= end) {
                return end;
            }
        }
        return end;
    }

    /** 1 to 6 for a line of so many # and a space; 0 for any other. */
    private int headingLevel(int first, int end) {
        int level = 0;
        while (first + level < end && level < 7 && text.charAt(first + level) == '#') {
            level++;
        }
        boolean heading = level > 0 && level < 7 && (first + level == end || text.charAt(first + level) == ' ');
        return heading ? level : 0;
    }

    /** 1 for a line of =, 2 for one of -, 0 for any other. */
    private int underlineLevel(int lineStart) {
        int end = Characters.skipSpaceBack(text, lineStart, lineEnd(lineStart));
        if (end == lineStart) {
            return 0;
        }
        char mark = text.charAt(lineStart);
        for (int i = lineStart; i < end; i++) {
            if (text.charAt(i) != mark) {
                return 0;
            }
        }
        return mark == '=' ? 1 : mark == '-' && end - lineStart > 1 ? 2 : 0;
    }

    private boolean isItem(int first, int end) {
        int at = first;
        if ("-*+".indexOf(text.charAt(at)) >= 0) {
            at++;
        } else {
            while (at < end && at - first < 9 && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
                at++;
            }
            if (at == first || at == end || (text.charAt(at) != '.' && text.charAt(at) != ')')) {
                return false;
            }
            at++;
        }
        return at < end && text.charAt(at) == ' ';
    }
}
