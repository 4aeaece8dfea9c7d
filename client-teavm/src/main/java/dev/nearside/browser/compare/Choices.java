package dev.nearside.browser.compare;

import dev.nearside.browser.dom.Dom;
import dev.nearside.comparison.ComparisonPrompt;
import java.util.ArrayList;
import java.util.List;
import org.teavm.jso.JSBody;
import org.teavm.jso.dom.html.HTMLElement;

/** Who is asked, and what. */
final class Choices {
    private final HTMLElement entrantList = Dom.find("compare-entrants");
    private final HTMLElement promptList = Dom.find("compare-prompts");
    private final HTMLElement runs = Dom.find("compare-runs");
    private final HTMLElement tokens = Dom.find("compare-tokens");
    private final HTMLElement fields = Dom.find("compare-fields");
    private final OwnQuestions own;
    private final Runnable changed;
    private List<Entrant> entrants = List.of();

    /** @param changed told when something else is chosen */
    Choices(Runnable changed) {
        this.changed = changed;
        own = new OwnQuestions(changed);
        for (ComparisonPrompt prompt : ComparisonPrompt.BUILT_IN) {
            HTMLElement row = row(prompt.title(), prompt.text());
            Dom.check(Dom.slot(row, "box"), true);
            promptList.appendChild(row);
        }
        for (HTMLElement field : new HTMLElement[] {runs, tokens}) {
            Dom.on(field, "input", event -> changed.run());
        }
        Dom.on(Dom.find("compare-all"), "click", event -> checkAll(true));
        Dom.on(Dom.find("compare-none"), "click", event -> checkAll(false));
    }

    private HTMLElement row(String title, String about) {
        HTMLElement row = Dom.copyTemplate("compare-choice");
        Dom.text(Dom.slot(row, "title"), title);
        Dom.text(Dom.slot(row, "about"), about);
        Dom.on(Dom.slot(row, "box"), "change", event -> changed.run());
        return row;
    }

    private void checkAll(boolean checked) {
        for (int i = 0; i < ComparisonPrompt.BUILT_IN.size(); i++) {
            Dom.check(box(promptList, i), checked);
        }
        changed.run();
    }

    /**
     * Offers these; the first two are chosen.
     *
     * @param silence why the server says nothing, so that only the tab can answer; empty if it does
     */
    void show(List<Entrant> all, String silence) {
        boolean isAlone = !silence.isEmpty();
        entrants = all;
        entrantList.clear();
        for (int i = 0; i < all.size(); i++) {
            HTMLElement row =
                    row(all.get(i).contestant().id(), Entrant.where(all.get(i).contestant()));
            row.setAttribute("data-place", all.get(i).contestant().place());
            Dom.check(Dom.slot(row, "box"), i < 2 && !all.get(i).contestant().leavesTheDevice());
            entrantList.appendChild(row);
        }
        Dom.find("compare-nobody").setHidden(all.size() >= 2 && !isAlone);
        Dom.find("compare-advice").setHidden(isAlone);
        Dom.text(
                Dom.find("compare-why"),
                isAlone
                        ? silence
                        : "It takes two to compare, and so far "
                                + (all.isEmpty() ? "nobody can answer." : "only one can answer."));
    }

    /** Who is chosen. */
    List<Entrant> entrants() {
        List<Entrant> chosen = new ArrayList<>();
        for (int i = 0; i < entrants.size(); i++) {
            if (Dom.isChecked(box(entrantList, i))) {
                chosen.add(entrants.get(i));
            }
        }
        return chosen;
    }

    /** What is chosen: built-in questions, then the person's own. */
    List<ComparisonPrompt> prompts() {
        List<ComparisonPrompt> chosen = new ArrayList<>();
        for (int i = 0; i < ComparisonPrompt.BUILT_IN.size(); i++) {
            if (Dom.isChecked(box(promptList, i))) {
                chosen.add(ComparisonPrompt.BUILT_IN.get(i));
            }
        }
        chosen.addAll(own.prompts());
        return chosen;
    }

    int runs() {
        return within(number(runs), 1, 20);
    }

    int maxTokens() {
        return within(number(tokens), 1, 1024);
    }

    private static int within(double value, int least, int most) {
        return (int) Math.max(least, Math.min(most, value));
    }

    /** Where the questions go to, if that is further than the tab. */
    String goesTo() {
        List<String> left = new ArrayList<>();
        for (Entrant entrant : entrants()) {
            if (!entrant.isInTab()) {
                left.add(entrant.contestant().id() + " (" + Entrant.where(entrant.contestant()) + ")");
            }
        }
        return left.isEmpty() ? "Nothing leaves the tab." : "The questions go to " + String.join(" and ", left) + ".";
    }

    void enable(boolean enabled) {
        Dom.enable(fields, enabled);
    }

    @JSBody(
            params = {"list", "index"},
            script = "return list.children[index].querySelector('[data-slot=box]');")
    private static native HTMLElement box(HTMLElement list, int index);

    @JSBody(params = "field", script = "var n = field.valueAsNumber; return Number.isFinite(n) ? n : 0;")
    private static native double number(HTMLElement field);
}
