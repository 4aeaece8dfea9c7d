package dev.nearside.browser.compare;

import dev.nearside.browser.dom.Dom;
import dev.nearside.comparison.ComparisonPrompt;
import java.util.ArrayList;
import java.util.List;
import org.teavm.jso.dom.html.HTMLElement;

/** The questions of a person's own, each with its right answer if there is one. */
final class OwnQuestions {
    private final HTMLElement list = Dom.find("compare-owns");
    private final HTMLElement add = Dom.find("compare-add");
    private final Runnable changed;
    private final List<HTMLElement> rows = new ArrayList<>();

    /** @param changed told when something else stands in them */
    OwnQuestions(Runnable changed) {
        this.changed = changed;
        Dom.on(add, "click", event -> Dom.slot(added(), "text").focus());
        HTMLElement first = added();
        Dom.slot(first, "remove").setHidden(true);
    }

    private HTMLElement added() {
        HTMLElement row = Dom.copyTemplate("compare-own");
        Dom.on(row, "input", event -> changed.run());
        Dom.on(Dom.slot(row, "remove"), "click", event -> remove(row));
        list.appendChild(row);
        rows.add(row);
        named();
        return row;
    }

    private void remove(HTMLElement row) {
        int at = rows.indexOf(row);
        rows.remove(row);
        list.removeChild(row);
        named();
        Dom.slot(rows.get(Math.max(0, at - 1)), "text").focus();
        changed.run();
    }

    private void named() {
        for (int i = 0; i < rows.size(); i++) {
            HTMLElement row = rows.get(i);
            Dom.text(Dom.slot(row, "name"), i == 0 ? "A question of your own" : "Your question " + (i + 1));
            Dom.text(Dom.slot(row, "remove"), "Remove question " + (i + 1));
            Dom.slot(row, "remove").setHidden(rows.size() == 1);
        }
    }

    /** Those in which something stands. */
    List<ComparisonPrompt> prompts() {
        List<ComparisonPrompt> prompts = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            String text = Dom.value(Dom.slot(rows.get(i), "text")).strip();
            if (!text.isEmpty()) {
                String title = rows.size() == 1 ? "Your question" : "Your question " + (i + 1);
                prompts.add(ComparisonPrompt.own(
                        "own-" + (i + 1), title, text, Dom.value(Dom.slot(rows.get(i), "expected"))));
            }
        }
        return prompts;
    }
}
