package dev.nearside.browser.page.markdown;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads the Markdown that language models write: headings, paragraphs, lists, code between fences, quotes, tables, rules.
 * HTML and pictures are text. A line break within a paragraph is kept, as chats do.
 *
 * <pre>{@code
 * Markdown.parse("# Hi\n\nyou") // [Heading[level=1, content=[Text[text=Hi]]], Paragraph[content=[Text[text=you]]]]
 * }</pre>
 */
public final class Markdown {
    /** Deeper than any text that makes sense; what goes beyond is a paragraph, as the stack is not endless. */
    private static final int DEEPEST = 12;

    private final Lines lines;
    private final int depth;
    private final List<Placed> blocks = new ArrayList<>();

    /** A block of the text itself, and where its first line begins. */
    record Placed(Block block, int start) {}

    private Markdown(String text, int depth) {
        lines = new Lines(text);
        this.depth = depth;
    }

    /** The blocks of a text. */
    public static List<Block> parse(String text) {
        return parse(text, 0);
    }

    private static List<Block> parse(String text, int depth) {
        return new Markdown(text, depth).read().stream().map(Placed::block).toList();
    }

    /** Where the first lines of a text's blocks begin, ascending: from there on it reads the same by itself. */
    public static List<Integer> starts(String text) {
        return placed(text).stream().map(Placed::start).toList();
    }

    /** The blocks with their places. */
    static List<Placed> placed(String text) {
        return new Markdown(text, 0).read();
    }

    /**
     * How much of a text that still grows is read for good: up to its last block. Of its last line nothing is known before
     * it is whole: "-" may become a list, a rule or a number.
     */
    static int lasting(String text) {
        List<Placed> whole = placed(text.substring(0, text.lastIndexOf('\n') + 1));
        return whole.isEmpty() ? 0 : whole.get(whole.size() - 1).start();
    }

    private List<Placed> read() {
        int at = 0;
        while (at < lines.count()) {
            at = lines.isBlank(at) ? at + 1 : block(at);
        }
        return blocks;
    }

    /** Reads the block that begins at this line; the line behind it. */
    private int block(int at) {
        if (depth < DEEPEST) {
            if (lines.fence(at) > 0) {
                return code(at);
            }
            if (lines.isQuote(at)) {
                return quote(at);
            }
            if (ListMarker.of(lines.text(at)) != null && !lines.isRule(at)) {
                return list(at);
            }
            if (lines.isTable(at)) {
                return table(at);
            }
        }
        if (lines.isRule(at)) {
            add(new Block.Rule(), at);
            return at + 1;
        }
        int level = lines.headingLevel(at);
        if (level > 0) {
            add(new Block.Heading(level, Inlines.parse(lines.headingText(at))), at);
            return at + 1;
        }
        return paragraph(at);
    }

    private void add(Block block, int line) {
        blocks.add(new Placed(block, lines.start(line)));
    }

    private int code(int at) {
        int fence = lines.fence(at);
        String opening = lines.text(at).strip();
        StringBuilder text = new StringBuilder();
        int line = at + 1;
        while (line < lines.count() && !lines.closes(line, opening.charAt(0), fence)) {
            text.append(text.length() > 0 || line > at + 1 ? "\n" : "").append(lines.text(line));
            line++;
        }
        String info = opening.substring(fence).strip();
        int space = info.indexOf(' ');
        add(new Block.Code(space < 0 ? info : info.substring(0, space), text.toString()), at);
        return line + 1;
    }

    private int quote(int at) {
        StringBuilder text = new StringBuilder();
        int line = at;
        while (line < lines.count() && lines.isQuote(line)) {
            String content = lines.text(line).stripLeading().substring(1);
            text.append(content.startsWith(" ") ? content.substring(1) : content)
                    .append('\n');
            line++;
        }
        add(new Block.Quote(parse(text.toString(), depth + 1)), at);
        return line;
    }

    private int list(int at) {
        ListReader reader = new ListReader(lines, at);
        List<List<Block>> items = new ArrayList<>();
        for (String item : reader.items()) {
            items.add(parse(item, depth + 1));
        }
        add(new Block.Listing(reader.ordered(), reader.start(), items), at);
        return reader.end();
    }

    private int table(int at) {
        List<List<Inline>> header = TableCells.of(lines.text(at));
        List<List<List<Inline>>> rows = new ArrayList<>();
        int line = at + 2;
        while (line < lines.count() && !lines.isBlank(line) && lines.text(line).indexOf('|') >= 0) {
            rows.add(TableCells.fit(TableCells.of(lines.text(line)), header.size()));
            line++;
        }
        add(new Block.Table(TableCells.alignments(lines.text(at + 1)), header, rows), at);
        return line;
    }

    private int paragraph(int at) {
        StringBuilder text = new StringBuilder(lines.text(at).strip());
        int line = at + 1;
        while (line < lines.count() && !lines.isBlank(line) && (depth >= DEEPEST || !lines.begins(line))) {
            // Two spaces at the end mean a line break in Markdown, but here each line end is one.
            text.append('\n').append(lines.text(line).strip());
            line++;
        }
        add(new Block.Paragraph(Inlines.parse(text.toString())), at);
        return line;
    }
}
