package dev.nearside.browser.page.markdown;

import java.util.function.Consumer;
import org.teavm.jso.JSBody;
import org.teavm.jso.dom.html.HTMLElement;

/**
 * Shows a text that may still grow. Of what is there already only the last block is made again, so that a long answer
 * costs no more to show at its end than at its beginning, and what somebody has selected above stays so.
 */
public final class MarkdownView {
    private final HTMLElement element;
    private final Shown shown;
    private String text = "";
    private int settled;
    private int settledNodes;

    /**
     * An empty view.
     *
     * @param element emptied, and filled from now on
     * @param sources how many sources the text may name by a number in brackets
     * @param open told the number of a source that a person wants to see
     */
    public MarkdownView(HTMLElement element, int sources, Consumer<Integer> open) {
        this.element = element;
        shown = new Shown(new Shown.Citations(sources, open));
        element.clear();
    }

    /** Shows a text; what was shown before is usually its beginning. */
    public void show(String now) {
        if (now.equals(text)) {
            return;
        }
        if (!now.startsWith(text)) {
            settled = 0;
            settledNodes = 0;
        }
        text = now;
        keepFirst(element, settledNodes);
        String rest = now.substring(settled);
        int lasting = Markdown.lasting(rest);
        for (Markdown.Placed placed : Markdown.placed(rest)) {
            shown.append(element, placed.block());
            settledNodes += placed.start() < lasting ? 1 : 0;
        }
        settled += lasting;
    }

    /** Shows a text that is whole, at the end of the element. */
    public static void show(HTMLElement element, String text, Words words) {
        Shown shown = new Shown(words);
        Markdown.parse(text).forEach(block -> shown.append(element, block));
    }

    /** Whether a text begins with a table, its head included. */
    public static boolean isTable(String text) {
        Lines lines = new Lines(text);
        return lines.count() > 0 && lines.isTable(0);
    }

    @JSBody(
            params = {"element", "count"},
            script = "while (element.childNodes.length > count) { element.removeChild(element.lastChild); }")
    private static native void keepFirst(HTMLElement element, int count);
}
