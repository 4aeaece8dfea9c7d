package dev.nearside.browser.compare;

import dev.nearside.browser.dom.Dom;
import dev.nearside.comparison.ComparisonPrompt;
import java.util.List;
import org.teavm.jso.JSBody;
import org.teavm.jso.dom.html.HTMLElement;

/** Which question and which run is shown. */
final class Picker {
    private final HTMLElement prompt = Dom.find("compare-pick-prompt");
    private final HTMLElement run = Dom.find("compare-pick-run");
    private final HTMLElement runs = Dom.find("compare-pick-runs");

    /** @param chosen told what a person wants to see */
    Picker(Overview.Chosen chosen) {
        for (HTMLElement field : new HTMLElement[] {prompt, run}) {
            Dom.on(field, "change", event -> chosen.answer(selected(prompt), selected(run)));
        }
    }

    /** Offers these. */
    void offer(List<ComparisonPrompt> prompts, int count) {
        prompt.clear();
        run.clear();
        for (int i = 0; i < prompts.size(); i++) {
            option(prompt, (i + 1) + ". " + prompts.get(i).title());
        }
        for (int i = 0; i < count; i++) {
            option(run, (i + 1) + " of " + count);
        }
        runs.setHidden(count == 1);
    }

    /** Says what is shown. */
    void show(int shownPrompt, int shownRun) {
        select(prompt, shownPrompt);
        select(run, shownRun);
    }

    @JSBody(
            params = {"field", "text"},
            script = "field.add(new Option(text));")
    private static native void option(HTMLElement field, String text);

    @JSBody(
            params = {"field", "index"},
            script = "field.selectedIndex = index;")
    private static native void select(HTMLElement field, int index);

    @JSBody(params = "field", script = "return field.selectedIndex;")
    private static native int selected(HTMLElement field);
}
