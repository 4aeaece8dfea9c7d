package dev.nearside.browser.compare;

import dev.nearside.browser.dom.Amounts;
import dev.nearside.browser.dom.Dom;
import dev.nearside.comparison.ComparisonPrompt;
import dev.nearside.comparison.Measure;
import dev.nearside.comparison.Schedule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.teavm.jso.dom.html.HTMLElement;

/** The answers as they come, side by side. */
final class Stage {
    private final HTMLElement list = Dom.find("compare-stage");
    private final HTMLElement which = Dom.find("compare-which");
    private final HTMLElement question = Dom.find("compare-question");
    private final HTMLElement more = Dom.find("compare-question-more");
    private final HTMLElement whole = Dom.find("compare-question-whole");
    private final List<Column> columns = new ArrayList<>();
    private String shown = "";

    /** Makes room for these. */
    void begin(List<Entrant> entrants) {
        list.clear();
        columns.clear();
        shown = "";
        for (Entrant entrant : entrants) {
            HTMLElement element = Dom.copyTemplate("compare-column");
            element.setAttribute("data-place", entrant.contestant().place());
            Dom.text(Dom.slot(element, "name"), entrant.contestant().id());
            Dom.text(Dom.slot(element, "where"), entrant.where());
            list.appendChild(element);
            columns.add(new Column(element));
        }
    }

    /**
     * Somebody is asked; the answers to the question before go away.
     *
     * @param runs how often each question is asked
     */
    Column asked(Schedule.Turn turn, ComparisonPrompt prompt, int runs) {
        Dom.text(which, runs == 1 ? "" : "Run " + (turn.run() + 1) + " of " + runs);
        String now = prompt.id() + " " + turn.run();
        if (!now.equals(shown)) {
            shown = now;
            String brief = prompt.brief();
            Dom.text(question, brief);
            Dom.text(whole, prompt.text());
            more.setHidden(brief.equals(prompt.text()));
            columns.forEach(Column::clear);
        }
        Column column = columns.get(turn.contestant());
        column.element.setAttribute("data-state", "answering");
        return column;
    }

    /** Nobody is asked any more: says whose answers stay. */
    void ended(int runs) {
        if (runs > 1) {
            Dom.text(which, which.getTextContent() + ". JSON and CSV have the answers of all runs.");
        }
    }

    /** What one of them says. */
    static final class Column {
        private final HTMLElement element;

        private Column(HTMLElement element) {
            this.element = element;
        }

        private void clear() {
            element.setAttribute("data-state", "waiting");
            Dom.text(Dom.slot(element, "text"), "");
            Dom.text(Dom.slot(element, "facts"), "");
        }

        void says(String text) {
            Dom.text(Dom.slot(element, "text"), text);
        }

        void measured(Measure measure, ComparisonPrompt prompt) {
            Optional<Boolean> right = prompt.isRight(measure);
            boolean cutOff = measure.tokens().cutOff();
            String failure = measure.failure();
            if (failure != null) {
                element.setAttribute("data-state", "failed");
                Dom.text(Dom.slot(element, "facts"), "Failed: " + failure);
                return;
            }
            element.setAttribute(
                    "data-state",
                    right.map(yes -> yes ? "right" : cutOff ? "cut" : "wrong").orElse("done"));
            Dom.text(
                    Dom.slot(element, "facts"),
                    right.map(yes -> yes ? "Right · " : cutOff ? "" : "Wrong · ")
                                    .orElse("")
                            + (cutOff ? "cut off · " : "") + "first word "
                            + Amounts.millis(measure.times().firstToken())
                            + Results.speed(" · reads ", measure.times().prefill())
                            + Results.speed(" · writes ", measure.times().decode())
                            + " · total " + Amounts.millis(measure.times().total()) + " · "
                            + Amounts.count(measure.tokens().answer(), "token") + " · "
                            + Amounts.bytes((double) measure.bytesOut()) + " out");
        }
    }
}
