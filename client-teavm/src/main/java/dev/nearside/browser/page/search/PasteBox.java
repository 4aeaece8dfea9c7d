package dev.nearside.browser.page.search;

import dev.nearside.browser.dom.Dom;
import dev.nearside.browser.dom.Modal;
import org.teavm.jso.dom.html.HTMLElement;

/** The dialog for a text that is no file. What was typed stays in it until it was added. */
final class PasteBox {
    private static final int TITLE_LENGTH = 60;

    private final Modal dialog = new Modal("paste-dialog").closedBy("paste-close", "paste-cancel");
    private final HTMLElement name = Dom.find("paste-name");
    private final HTMLElement text = Dom.find("paste-text");
    private final HTMLElement problem = Dom.find("paste-problem");
    private final Taker taker;

    /** Takes a text with its name. */
    interface Taker {
        void take(String name, String text);
    }

    PasteBox(Taker taker) {
        this.taker = taker;
        Dom.on(Dom.find("search-paste"), "click", event -> dialog.open("paste-text"));
        Dom.on(Dom.find("paste-add"), "click", event -> add());
    }

    /** Offers a text that was pasted or dropped; one that is there already is kept ahead of it. */
    void offer(String pasted) {
        String there = Dom.value(text);
        Dom.value(text, there.isBlank() ? pasted : there + "\n\n" + pasted);
        if (Dom.value(name).isBlank()) {
            Dom.value(name, titleOf(pasted));
        }
        dialog.open("paste-text");
    }

    private void add() {
        String content = Dom.value(text);
        if (content.isBlank()) {
            Dom.text(problem, "There is no text yet.");
            text.focus();
            return;
        }
        String title = Dom.value(name).trim();
        Dom.value(name, "");
        Dom.value(text, "");
        Dom.text(problem, "It is kept like a file of that name.");
        // Closing gives the focus back; whoever takes the text may put it elsewhere.
        dialog.close();
        taker.take(title.isEmpty() ? titleOf(content) : title, content);
    }

    /** The first line that says something, cut at a word where it is long. */
    static String titleOf(String text) {
        int start = 0;
        while (start < text.length() && !Character.isLetterOrDigit(text.charAt(start))) {
            start++;
        }
        int end = text.indexOf('\n', start);
        String line = text.substring(start, end < 0 ? text.length() : end).trim();
        if (line.length() > TITLE_LENGTH) {
            int space = line.lastIndexOf(' ', TITLE_LENGTH);
            line = line.substring(0, space > 0 ? space : TITLE_LENGTH) + "…";
        }
        return line.isEmpty() ? "Pasted text" : line;
    }
}
