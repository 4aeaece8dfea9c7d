package dev.nearside.browser.compare;

import dev.nearside.browser.dom.Dom;
import dev.nearside.comparison.Comparison;
import dev.nearside.comparison.ComparisonPrompt;
import dev.nearside.comparison.Contestant;
import dev.nearside.comparison.Measure;
import dev.nearside.comparison.Schedule;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.dom.html.HTMLElement;

/** The answers side by side: as they come, until a person chooses a question and a run. */
final class Stage {
    private final HTMLElement section = Dom.find("compare-answers");
    private final HTMLElement list = Dom.find("compare-stage");
    private final HTMLElement question = Dom.find("compare-question");
    private final HTMLElement more = Dom.find("compare-question-more");
    private final HTMLElement follow = Dom.find("compare-follow");
    private final Picker picker = new Picker((prompt, run) -> choose(prompt, run));
    private final Overview overview = new Overview((prompt, run) -> {
        choose(prompt, run);
        goTo(question);
    });
    private final List<Column> columns = new ArrayList<>();
    private Comparison asked = new Comparison(List.of(), List.of(), List.of(), List.of());
    private Schedule.@Nullable Turn live;
    private String said = "";
    private boolean isRunning;
    private boolean follows;
    private int prompt;
    private int run;

    Stage() {
        Dom.on(follow, "click", event -> {
            follows = true;
            question.focus();
            Schedule.Turn turn = live;
            if (turn != null) {
                show(turn.prompt(), turn.run());
            }
        });
    }

    /**
     * Makes room for these; what comes is followed.
     *
     * @param empty a comparison without answers
     */
    void begin(Comparison empty, int runs) {
        asked = empty;
        live = null;
        isRunning = true;
        follows = true;
        list.clear();
        columns.clear();
        for (Contestant contestant : empty.contestants()) {
            Column column = new Column(contestant);
            list.appendChild(column.element());
            columns.add(column);
        }
        picker.offer(empty.prompts(), runs);
        overview.begin(empty.contestants(), empty.prompts());
        section.setHidden(false);
        show(0, 0);
    }

    /** Shows a comparison that is over. */
    void show(Comparison comparison) {
        begin(comparison, comparison.runs());
        comparison.measures().forEach(this::mark);
        ended();
    }

    /** Nothing is there. */
    void hide() {
        section.setHidden(true);
    }

    /** Somebody is asked. */
    void asks(Schedule.Turn turn) {
        live = turn;
        said = "";
        if (follows) {
            show(turn.prompt(), turn.run());
        }
    }

    /** Whoever is asked has said so much. */
    void says(String text) {
        said = text;
        Schedule.Turn turn = live;
        if (turn != null && turn.prompt() == prompt && turn.run() == run) {
            columns.get(turn.contestant()).says(text);
        }
    }

    /** An answer is there; the comparison holds it. */
    void answered(Comparison withIt, Measure measure) {
        asked = withIt;
        live = null;
        mark(measure);
        show(prompt, run);
    }

    /** Nobody is asked any more. */
    void ended() {
        live = null;
        isRunning = false;
        follows = false;
        show(prompt, run);
    }

    private void mark(Measure measure) {
        for (int i = 0; i < asked.prompts().size(); i++) {
            for (int j = 0; j < asked.contestants().size(); j++) {
                if (measure.prompt().equals(asked.prompts().get(i).id())
                        && measure.contestant()
                                .equals(asked.contestants().get(j).id())) {
                    overview.add(i, measure.run(), j, asked.verdict(measure));
                }
            }
        }
    }

    private void choose(int prompt, int run) {
        follows = false;
        show(prompt, run);
    }

    private void show(int prompt, int run) {
        this.prompt = prompt;
        this.run = run;
        follow.setHidden(follows || !isRunning);
        ComparisonPrompt shown = asked.prompts().get(prompt);
        String brief = shown.brief();
        Dom.text(question, brief);
        Dom.text(Dom.find("compare-question-whole"), shown.text());
        more.setHidden(brief.equals(shown.text()));
        Dom.text(Dom.find("compare-expected"), shown.expected().isEmpty() ? "" : "Right would be: " + shown.expected());
        picker.show(prompt, run);
        overview.current(prompt, run);
        for (int i = 0; i < columns.size(); i++) {
            column(i, shown);
        }
    }

    private void column(int contestant, ComparisonPrompt shown) {
        Schedule.Turn turn = live;
        Column column = columns.get(contestant);
        Measure measure = answer(asked.contestants().get(contestant).id(), shown.id());
        if (measure != null) {
            column.answered(measure, shown.verdict(measure));
        } else if (turn != null && turn.contestant() == contestant && turn.prompt() == prompt && turn.run() == run) {
            column.says(said);
        } else {
            column.empty(isRunning ? "No answer yet." : "Not asked.");
        }
    }

    private @Nullable Measure answer(String contestant, String asking) {
        for (Measure one : asked.measures()) {
            if (one.run() == run
                    && one.prompt().equals(asking)
                    && one.contestant().equals(contestant)) {
                return one;
            }
        }
        return null;
    }

    @JSBody(
            params = "element",
            script = "element.focus({preventScroll: true}); element.scrollIntoView({block: 'start'});")
    private static native void goTo(HTMLElement element);
}
