package dev.nearside.browser.compare;

import dev.nearside.browser.dom.Amounts;
import dev.nearside.browser.dom.Dom;
import dev.nearside.browser.js.AbortController;
import dev.nearside.browser.js.AbortSignal;
import dev.nearside.browser.js.JsFailure;
import dev.nearside.browser.js.JsObjects;
import dev.nearside.browser.js.Promises;
import dev.nearside.comparison.Comparison;
import dev.nearside.comparison.ComparisonPrompt;
import dev.nearside.comparison.Measure;
import dev.nearside.comparison.Schedule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.dom.html.HTMLElement;

/** {@code #/compare}: choose who is asked what, watch the answers come, and read what they come to. */
final class ComparePage {
    private static final int MOST = 4;

    private final NearApi near;
    private final Choices choices;
    private final Stage stage = new Stage();
    private final Keeping keeping = new Keeping(this::deleted);
    private final Results results;
    private final HTMLElement view = Dom.find("view-compare");
    private final HTMLElement status = Dom.find("compare-status");
    private final HTMLElement start = Dom.find("compare-start");
    private final HTMLElement stop = Dom.find("compare-stop");
    private @Nullable AbortController running;

    ComparePage(NearApi near) {
        this.near = near;
        choices = new Choices(this::changed);
        results = new Results(near, comparison -> new Thread(() -> keeping.keep(comparison)).start());
    }

    /** Shows what is kept, and looks who there is. */
    void begin() {
        Dom.on(Dom.find("compare-form"), "submit", event -> {
            Dom.prevent(event);
            if (running == null) {
                new Thread(this::run).start();
            }
        });
        Dom.on(stop, "click", event -> {
            AbortController controller = running;
            if (controller != null) {
                controller.abort();
            }
        });
        Dom.on(Dom.find("compare-look"), "click", event -> new Thread(this::look).start());
        Dom.on(Dom.window(), "nearside-key", event -> {
            if (running == null) {
                new Thread(this::look).start();
            }
        });
        new Thread(() -> {
                    restore();
                    look();
                })
                .start();
    }

    private void restore() {
        keeping.last().ifPresent(comparison -> {
            stage.show(comparison);
            results.show(comparison);
        });
    }

    private void deleted() {
        stage.hide();
        results.hide();
        Dom.text(status, "The comparison is deleted.");
        start.focus();
    }

    private void look() {
        try {
            JSObject there = Promises.awaitValue(near.whoThereIs());
            choices.show(Entrant.all(there), silence(there));
            view.setAttribute("data-state", "ready");
        } catch (JsFailure e) {
            Dom.text(status, "It could not be found out who can answer: " + e.getMessage());
        }
        changed();
    }

    /** Why only this tab can answer; empty if that is not so. */
    private static String silence(JSObject there) {
        return JsObjects.flag(there, "isAlone")
                ? "The server does not answer, so that only this tab can. Start it, and"
                : JsObjects.flag(there, "wantsKey")
                        ? "The server wants its key, which this browser does not have, so that only this tab can answer. To tell it,"
                        : "";
    }

    private void changed() {
        int who = choices.entrants().size();
        int asked = choices.prompts().size();
        boolean fits = who >= 2 && who <= MOST && asked > 0;
        Dom.enable(start, fits && running == null);
        Dom.text(
                Dom.find("compare-about"),
                who < 2
                        ? "Choose two to four who answer."
                        : who > MOST
                                ? "Four at most can be compared at once."
                                : asked == 0
                                        ? "Choose at least one question, or write one."
                                        : Amounts.count((long) who * asked * choices.runs(), "answer") + ". "
                                                + choices.goesTo());
    }

    private void run() {
        AbortController controller = AbortController.create();
        running = controller;
        List<Entrant> entrants = choices.entrants();
        int runs = choices.runs();
        Comparison comparison = new Comparison(
                entrants.stream().map(Entrant::contestant).toList(), choices.prompts(), List.of(), List.of());
        List<Schedule.Turn> turns = Schedule.of(runs, comparison.prompts().size(), entrants.size());
        keeping.begin();
        results.hide();
        working(true);
        stage.begin(comparison, runs);
        toTop(Dom.find("compare-go"));
        comparison = ask(comparison, turns, entrants, controller.getSignal());
        int answers = comparison.measures().size();
        running = null;
        working(false);
        Dom.text(
                status,
                answers == turns.size()
                        ? "All " + turns.size() + " answers are there."
                        : "Stopped after " + Amounts.count(answers, "answer") + ".");
        stage.ended();
        if (answers > 0) {
            keeping.keep(comparison);
            keeping.end();
            results.show(comparison);
        } else {
            stage.hide();
            restore();
        }
    }

    /** Asks until all is answered or a person stops it. What there is is kept after each question, while nobody is timed. */
    private Comparison ask(Comparison empty, List<Schedule.Turn> turns, List<Entrant> entrants, AbortSignal stopped) {
        Comparison comparison = empty;
        Map<String, String> inTab = new HashMap<>();
        int maxTokens = choices.maxTokens();
        for (Schedule.Turn turn : turns) {
            int answers = comparison.measures().size();
            ComparisonPrompt prompt = comparison.prompts().get(turn.prompt());
            Dom.text(status, "Answer " + (answers + 1) + " of " + turns.size() + ": " + prompt.title());
            stage.asks(turn);
            Measure measure = new Trial(entrants.get(turn.contestant()), prompt, turn.run(), maxTokens)
                    .ask(near, stage::says, stopped, inTab);
            if (stopped.isAborted()) {
                break;
            }
            comparison = comparison.with(measure);
            stage.answered(comparison, measure);
            if ((answers + 1) % entrants.size() == 0) {
                keeping.keep(comparison);
            }
        }
        return comparison;
    }

    private void working(boolean now) {
        view.setAttribute("data-state", now ? "running" : "done");
        start.setHidden(now);
        stop.setHidden(!now);
        choices.enable(!now);
        if (now) {
            stop.focus();
        } else {
            start.focus();
        }
        changed();
    }

    @JSBody(params = "element", script = "element.scrollIntoView({block: 'start'});")
    private static native void toTop(HTMLElement element);
}
