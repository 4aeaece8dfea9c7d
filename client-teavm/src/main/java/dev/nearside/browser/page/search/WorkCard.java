package dev.nearside.browser.page.search;

import dev.nearside.browser.dom.Amounts;
import dev.nearside.browser.dom.Dom;
import dev.nearside.browser.js.JsObjects;
import org.teavm.jso.JSObject;
import org.teavm.jso.dom.html.HTMLElement;

/** The card that says what is being read, how far that is, and what was refused; it stays until it is dismissed. */
final class WorkCard implements Refusal {
    private final HTMLElement card = Dom.find("search-work");
    private final HTMLElement title = Dom.find("search-work-title");
    private final HTMLElement file = Dom.find("search-work-file");
    private final HTMLElement overall = Dom.find("search-overall");
    private final HTMLElement single = Dom.find("search-file-progress");
    private final HTMLElement skipped = Dom.find("search-skipped");
    private final HTMLElement refusedList = Dom.find("search-refused-list");
    private int refusals;

    WorkCard() {
        Dom.on(Dom.find("search-dismiss"), "click", event -> dismiss());
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

    @Override
    public void refused(String name, String reason) {
        HTMLElement line = Dom.copyTemplate("refused-file");
        Dom.text(Dom.slot(line, "name"), reason.contains(name) ? "" : name + ":");
        Dom.text(Dom.slot(line, "reason"), reason);
        refusedList.appendChild(line);
        refusals++;
        Dom.text(Dom.find("search-refused-title"), Amounts.count(refusals, "file") + " not taken");
        Dom.find("search-refused").setHidden(false);
        if (card.isHidden()) {
            done("Nothing was added");
        }
    }

    /** What was left out of the folders that were brought; nothing if nothing was. */
    void leftOut(String summary) {
        if (!summary.isEmpty()) {
            Dom.text(skipped, summary);
            skipped.setHidden(false);
        }
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
        card.setHidden(false);
        Dom.text(title, what);
    }

    /** What was said was seen, or does not matter any more. */
    void dismiss() {
        card.setHidden(true);
        refusals = 0;
        refusedList.clear();
        Dom.find("search-refused").setHidden(true);
        skipped.setHidden(true);
    }
}
