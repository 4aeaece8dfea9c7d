package dev.nearside.browser.page.markdown;

import dev.nearside.browser.dom.Dom;
import dev.nearside.browser.page.markdown.Block.Alignment;
import java.util.List;
import java.util.function.Consumer;
import org.teavm.jso.JSBody;
import org.teavm.jso.dom.html.HTMLElement;

/** Builds elements from blocks. Texts become text nodes, never HTML. */
final class Shown {
    private final Words words;

    /** @param words puts texts where they belong */
    Shown(Words words) {
        this.words = words;
    }

    void append(HTMLElement parent, Block block) {
        if (block instanceof Block.Heading heading) {
            // The page's own headings are above those of an answer.
            inlines(child(parent, "h" + Math.min(6, heading.level() + 2)), heading.content());
        } else if (block instanceof Block.Paragraph paragraph) {
            inlines(child(parent, "p"), paragraph.content());
        } else if (block instanceof Block.Listing list) {
            list(parent, list);
        } else if (block instanceof Block.Code code) {
            code(parent, code);
        } else if (block instanceof Block.Quote quote) {
            HTMLElement element = child(parent, "blockquote");
            quote.content().forEach(part -> append(element, part));
        } else if (block instanceof Block.Table table) {
            table(parent, table);
        } else {
            child(parent, "hr").setAttribute("aria-hidden", "true");
        }
    }

    private void list(HTMLElement parent, Block.Listing list) {
        HTMLElement element = child(parent, list.ordered() ? "ol" : "ul");
        if (list.start() != 1) {
            element.setAttribute("start", String.valueOf(list.start()));
        }
        for (List<Block> item : list.items()) {
            HTMLElement entry = child(element, "li");
            for (Block part : item) {
                if (part instanceof Block.Paragraph paragraph && item.get(0) == part) {
                    inlines(entry, paragraph.content());
                } else {
                    append(entry, part);
                }
            }
        }
    }

    private void code(HTMLElement parent, Block.Code code) {
        HTMLElement block = Dom.copyTemplate("code-block");
        Dom.text(Dom.slot(block, "language"), code.language().isEmpty() ? "Code" : code.language());
        words.code(Dom.slot(block, "code"), code.text());
        Dom.copyButton(Dom.slot(block, "copy"), code::text);
        parent.appendChild(block);
    }

    private void table(HTMLElement parent, Block.Table table) {
        HTMLElement scroll = child(parent, "div");
        scroll.setAttribute("class", "table-scroll");
        scroll.setAttribute("tabindex", "0");
        scroll.setAttribute("role", "group");
        scroll.setAttribute("aria-label", "Table");
        HTMLElement element = child(scroll, "table");
        HTMLElement head = child(child(element, "thead"), "tr");
        cells(head, "th", table.header(), table.columns());
        HTMLElement body = child(element, "tbody");
        for (List<List<Inline>> row : table.rows()) {
            cells(child(body, "tr"), "td", row, table.columns());
        }
    }

    private void cells(HTMLElement row, String tag, List<List<Inline>> cells, List<Alignment> columns) {
        for (int i = 0; i < cells.size(); i++) {
            HTMLElement cell = child(row, tag);
            if (columns.get(i) != Alignment.LEFT) {
                cell.setAttribute("class", columns.get(i) == Alignment.CENTER ? "cell-center" : "cell-right");
            }
            inlines(cell, cells.get(i));
        }
    }

    private void inlines(HTMLElement parent, List<Inline> content) {
        content.forEach(part -> inline(parent, part));
    }

    private void inline(HTMLElement parent, Inline inline) {
        if (inline instanceof Inline.Text text) {
            words.append(parent, text.text());
        } else if (inline instanceof Inline.Strong strong) {
            inlines(child(parent, "strong"), strong.content());
        } else if (inline instanceof Inline.Emphasis emphasis) {
            inlines(child(parent, "em"), emphasis.content());
        } else if (inline instanceof Inline.Code code) {
            words.code(child(parent, "code"), code.text());
        } else if (inline instanceof Inline.Link link) {
            HTMLElement element = child(parent, "a");
            element.setAttribute("href", link.address());
            element.setAttribute("rel", "noopener noreferrer");
            element.setAttribute("target", "_blank");
            inlines(element, link.content());
        } else {
            child(parent, "br").setAttribute("data-break", "");
        }
    }

    /** What becomes of a number in brackets, as {@code [2]}. */
    record Citations(int sources, Consumer<Integer> open) implements Words {
        @Override
        public void code(HTMLElement element, String text) {
            Dom.append(element, text, false);
        }

        @Override
        public void append(HTMLElement parent, String text) {
            for (CitedText.Piece piece : CitedText.pieces(text, sources)) {
                if (piece.source() == 0) {
                    Dom.append(parent, piece.text(), false);
                    continue;
                }
                HTMLElement button = child(parent, "button");
                button.setAttribute("type", "button");
                button.setAttribute("class", "citation");
                button.setAttribute("aria-label", "Source " + piece.source());
                Dom.text(button, String.valueOf(piece.source()));
                Dom.on(button, "click", event -> open.accept(piece.source()));
            }
        }
    }

    @JSBody(
            params = {"parent", "tag"},
            script = "return parent.appendChild(document.createElement(tag));")
    static native HTMLElement child(HTMLElement parent, String tag);
}
