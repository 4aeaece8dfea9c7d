package dev.nearside.browser.page.search;

import dev.nearside.browser.dom.Amounts;
import dev.nearside.browser.dom.Dom;
import dev.nearside.browser.js.JsObjects;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.dom.html.HTMLElement;

/**
 * The card that says of one addition what is being read, how far that is, and in the end what became of it and what was
 * refused. It stays until it is dismissed, or until something else is added.
 */
final class WorkCard {
    private final HTMLElement card = Dom.copyTemplate("work");
    private final HTMLElement title = Dom.slot(card, "title");
    private final HTMLElement file = Dom.slot(card, "file");
    private final HTMLElement overall = Dom.slot(card, "overall");
    private final HTMLElement single = Dom.slot(card, "single");
    private final HTMLElement refusedList = Dom.slot(card, "refused-list");
    private int refusals;

    /** Hears what a person does to it. */
    interface Listener {
        void cancel();

        void retry();

        void dismiss();
    }

    /** A card that waits for its turn, below those in {@code cards}. */
    WorkCard(HTMLElement cards, Listener listener) {
        Dom.on(Dom.slot(card, "cancel"), "click", event -> listener.cancel());
        Dom.on(Dom.slot(card, "retry"), "click", event -> listener.retry());
        Dom.on(Dom.slot(card, "dismiss"), "click", event -> listener.dismiss());
        cards.appendChild(card);
    }

    /** Others come first. */
    void waiting(String what) {
        state("waiting", what);
    }

    /** Work begins. */
    void begin(String what) {
        state("working", what);
        Dom.text(file, "");
        Dom.progress(overall, 0);
        Dom.progress(single, -1);
    }

    /** What {@code near.search.add} tells on its way. */
    void progress(JSObject progress) {
        double total = JsObjects.number(progress, "total", 0);
        String model = JsObjects.text(progress, "model");
        if (model != null) {
            double loaded = JsObjects.number(progress, "loaded", 0);
            Dom.text(file, modelText(loaded, total));
            Dom.progress(single, total > 0 ? loaded / total : -1);
            return;
        }
        double done = JsObjects.number(progress, "done", 0);
        String step = String.valueOf(JsObjects.text(progress, "step"));
        // "file" is the place in the list, "name" the file's name.
        int at = (int) JsObjects.number(progress, "file", 0);
        int count = (int) JsObjects.number(progress, "count", 1);
        double share = total > 0 ? Math.min(1, done / total) : 0;
        Dom.text(title, "Reading file " + Amounts.grouped(Math.min(at + 1, count)) + " of " + Amounts.grouped(count));
        Dom.text(file, JsObjects.text(progress, "name") + ": " + stepText(step, done, total));
        Dom.progress(single, share);
        Dom.progress(overall, (at + through(step, share)) / count);
    }

    /** How far the language model's download is. */
    static String modelText(double loaded, double total) {
        if (total <= 0) {
            return "Fetching the language model, once…";
        }
        return loaded < total
                ? "Fetching the language model, once: " + Amounts.bytes(loaded) + " of " + Amounts.bytes(total)
                : "Starting the language model…";
    }

    private static String stepText(String step, double done, double total) {
        return switch (step) {
            case "reading" -> "reading";
            case "chunking" -> "cutting into passages";
            case "embedding" ->
                total > 0
                        ? "understanding passage " + Amounts.grouped((long) done) + " of "
                                + Amounts.grouped((long) total)
                        : "understanding";
            default -> "keeping";
        };
    }

    /** Nearly all the time goes into embedding. */
    private static double through(String step, double share) {
        return switch (step) {
            case "reading" -> 0.05 * share;
            case "chunking" -> 0.05;
            case "embedding" -> 0.05 + 0.9 * share;
            default -> 0.95;
        };
    }

    /** A file was not taken; the reason is for people, without a capital or a full stop. */
    void refused(String name, String reason) {
        HTMLElement line = Dom.copyTemplate("refused-file");
        Dom.text(Dom.slot(line, "name"), reason.contains(name) ? "" : name + ":");
        Dom.text(Dom.slot(line, "reason"), reason);
        refusedList.appendChild(line);
        refusals++;
        Dom.text(Dom.slot(card, "refused-title"), Amounts.count(refusals, "file") + " not taken");
        Dom.slot(card, "refused").setHidden(false);
    }

    /** What was left out of the folders that were brought; nothing if nothing was. */
    void leftOut(String summary) {
        show(Dom.slot(card, "skipped"), summary);
    }

    /** What a person would want to know of what was added; nothing if nothing. */
    void remark(String remarks) {
        show(Dom.slot(card, "remarks"), remarks);
    }

    private static void show(HTMLElement line, String text) {
        Dom.text(line, text);
        line.setHidden(text.isEmpty());
    }

    /** The work is over, and this came of it. */
    void done(String what) {
        state("done", what);
    }

    /** The work stopped, for this reason; it can be tried again. */
    void failed(String reason) {
        state("failed", reason);
    }

    private void state(String state, String what) {
        card.setAttribute("data-state", state);
        Dom.text(title, what);
        keepFocus(card);
    }

    /** Whether nothing more will happen to it, and it waits for no decision. */
    boolean isDone() {
        return "done".equals(card.getAttribute("data-state"));
    }

    /** What was said was seen, or does not matter any more. */
    void remove() {
        leave(card);
    }

    /** A button that went away hands the focus to one that is there. */
    @JSBody(
            params = "card",
            script = "var focused = document.activeElement;"
                    + "if (card.contains(focused) && focused.offsetParent === null) {"
                    + "  Array.from(card.querySelectorAll('button')).filter(function(button) {"
                    + "    return button.offsetParent !== null;"
                    + "  }).forEach(function(button) { button.focus(); });"
                    + "}")
    private static native void keepFocus(HTMLElement card);

    @JSBody(
            params = "card",
            script = "var focused = card.contains(document.activeElement);"
                    + "card.remove();"
                    + "if (focused) {"
                    + "  var next = ['search-question', 'search-paste'].map(function(id) {"
                    + "    return document.querySelector('[data-testid=' + id + ']');"
                    + "  }).find(function(element) { return element.offsetParent !== null; });"
                    + "  if (next) { next.focus(); }"
                    + "}")
    private static native void leave(HTMLElement card);
}
