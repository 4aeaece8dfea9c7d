package dev.nearside.browser.page.markdown;

import java.util.List;
import java.util.Locale;

/** What a Markdown text says, without the marks that say how. */
public final class PlainText {
    private final StringBuilder text = new StringBuilder();
    private final boolean spoken;

    private PlainText(boolean spoken) {
        this.spoken = spoken;
    }

    /** To be read on a line or two. */
    public static String of(String markdown) {
        return new PlainText(false).blocks(Markdown.parse(markdown));
    }

    /**
     * To be read out: of code only how long it is.
     *
     * <pre>{@code
     * PlainText.spoken("**So:**\n```python\nprint(1)\n```") // "So:\nPython code, 1 line.\n"
     * }</pre>
     */
    public static String spoken(String markdown) {
        return new PlainText(true).blocks(Markdown.parse(markdown));
    }

    private String blocks(List<Block> blocks) {
        blocks.forEach(this::block);
        return text.toString();
    }

    private void block(Block block) {
        if (block instanceof Block.Heading heading) {
            line(heading.content());
        } else if (block instanceof Block.Paragraph paragraph) {
            line(paragraph.content());
        } else if (block instanceof Block.Listing list) {
            list(list);
        } else if (block instanceof Block.Code code) {
            text.append(spoken ? length(code) : code.text()).append('\n');
        } else if (block instanceof Block.Quote quote) {
            quote.content().forEach(this::block);
        } else if (block instanceof Block.Table table) {
            row(table.header());
            table.rows().forEach(this::row);
        }
    }

    private void list(Block.Listing list) {
        int number = list.start();
        for (List<Block> item : list.items()) {
            if (list.ordered()) {
                text.append(number++).append(". ");
            }
            item.forEach(this::block);
        }
    }

    private static String length(Block.Code code) {
        int lines = new Lines(code.text()).count();
        String language = code.language().isEmpty()
                ? "Code"
                : code.language().substring(0, 1).toUpperCase(Locale.ROOT)
                        + code.language().substring(1) + " code";
        return language + ", " + lines + (lines == 1 ? " line." : " lines.");
    }

    private void row(List<List<Inline>> cells) {
        for (int i = 0; i < cells.size(); i++) {
            text.append(i > 0 ? ", " : "");
            inlines(cells.get(i));
        }
        text.append('\n');
    }

    private void line(List<Inline> content) {
        inlines(content);
        text.append('\n');
    }

    private void inlines(List<Inline> content) {
        content.forEach(this::inline);
    }

    private void inline(Inline inline) {
        if (inline instanceof Inline.Text words) {
            text.append(words.text());
        } else if (inline instanceof Inline.Strong strong) {
            inlines(strong.content());
        } else if (inline instanceof Inline.Emphasis emphasis) {
            inlines(emphasis.content());
        } else if (inline instanceof Inline.Code code) {
            text.append(code.text());
        } else if (inline instanceof Inline.Link link) {
            inlines(link.content());
        } else {
            text.append('\n');
        }
    }
}
