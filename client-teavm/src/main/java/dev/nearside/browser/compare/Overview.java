package dev.nearside.browser.compare;

import dev.nearside.browser.dom.Dom;
import dev.nearside.comparison.ComparisonPrompt;
import dev.nearside.comparison.Contestant;
import dev.nearside.comparison.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.teavm.jso.JSBody;
import org.teavm.jso.dom.html.HTMLElement;

/** Every question and whoever answered it, a mark a run: the way to any answer. */
final class Overview {
    /** A mark was chosen. */
    interface Chosen {
        /**
         * Told which answer is wanted.
         *
         * @param prompt from 0
         * @param run from 0
         */
        void answer(int prompt, int run);
    }

    private final HTMLElement table = Dom.find("compare-overview");
    private final HTMLElement head = Dom.find("compare-overview-head");
    private final HTMLElement rows = Dom.find("compare-overview-rows");
    private final Chosen chosen;
    private final List<List<HTMLElement>> cells = new ArrayList<>();
    private List<String> prompts = List.of();
    private List<String> contestants = List.of();

    Overview(Chosen chosen) {
        this.chosen = chosen;
        arrows(table);
    }

    /** Nothing is answered yet. */
    void begin(List<Contestant> contestants, List<ComparisonPrompt> prompts) {
        this.contestants = contestants.stream().map(Contestant::id).toList();
        this.prompts = prompts.stream().map(ComparisonPrompt::title).toList();
        cells.clear();
        head.clear();
        rows.clear();
        title("Question");
        this.contestants.forEach(this::title);
        this.prompts.forEach(this::row);
    }

    private void title(String text) {
        HTMLElement cell = Dom.copyTemplate("compare-overview-head");
        Dom.text(cell, text);
        head.appendChild(cell);
    }

    private void row(String prompt) {
        HTMLElement row = Dom.copyTemplate("compare-overview-row");
        Dom.text(first(row), prompt);
        List<HTMLElement> own = new ArrayList<>();
        for (String contestant : contestants) {
            HTMLElement cell = Dom.copyTemplate("compare-overview-cell");
            cell.setAttribute("data-label", contestant);
            row.appendChild(cell);
            own.add(cell);
        }
        cells.add(own);
        rows.appendChild(row);
    }

    /** An answer is there. */
    void add(int prompt, int run, int contestant, Verdict verdict) {
        HTMLElement mark = Dom.copyTemplate("compare-mark");
        String about = prompts.get(prompt) + ", run " + (run + 1) + ", " + contestants.get(contestant) + ": "
                + verdict.label();
        Dom.text(mark, sign(verdict));
        mark.setAttribute("aria-label", about);
        mark.setAttribute("title", about);
        mark.setAttribute("data-verdict", verdict.label());
        mark.setAttribute("data-answer", prompt + " " + run);
        Dom.on(mark, "click", event -> chosen.answer(prompt, run));
        cells.get(prompt).get(contestant).appendChild(mark);
        reachable(table);
    }

    private static String sign(Verdict verdict) {
        return switch (verdict) {
            case RIGHT -> "✓";
            case WRONG -> "✗";
            case CUT_OFF -> "…";
            case FAILED -> "!";
            case UNCHECKED -> "○";
        };
    }

    /** Marks what is shown above. */
    void current(int prompt, int run) {
        current(table, prompt + " " + run);
    }

    @JSBody(params = "row", script = "return row.firstElementChild;")
    private static native HTMLElement first(HTMLElement row);

    @JSBody(
            params = {"table", "answer"},
            script = "table.querySelectorAll('button').forEach(function(mark) {"
                    + "  if (mark.dataset.answer === answer) { mark.setAttribute('aria-current', 'true'); }"
                    + "  else { mark.removeAttribute('aria-current'); }"
                    + "});")
    private static native void current(HTMLElement table, String answer);

    /** The table is one stop of the Tab key. */
    @JSBody(
            params = "table",
            script = "if (!table.querySelector('button[tabindex=\"0\"]')) {"
                    + "  var mark = table.querySelector('button'); if (mark) { mark.tabIndex = 0; }"
                    + "}")
    private static native void reachable(HTMLElement table);

    @JSBody(
            params = "table",
            script = "table.addEventListener('focusin', function(event) {"
                    + "  table.querySelectorAll('button').forEach(function(mark) { mark.tabIndex = mark === event.target ? 0 : -1; });"
                    + "});"
                    + "table.addEventListener('keydown', function(event) {"
                    + "  if (event.ctrlKey || event.altKey || event.metaKey) { return; }"
                    + "  var marks = Array.from(table.querySelectorAll('button')), at = marks.indexOf(event.target), to = null;"
                    + "  if (at < 0) { return; }"
                    + "  if (event.key === 'ArrowLeft') { to = marks[at - 1]; }"
                    + "  else if (event.key === 'ArrowRight') { to = marks[at + 1]; }"
                    + "  else if (event.key === 'Home') { to = marks[0]; }"
                    + "  else if (event.key === 'End') { to = marks[marks.length - 1]; }"
                    + "  else if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {"
                    + "    var cell = event.target.closest('td'), row = cell.parentElement;"
                    + "    var place = Array.from(cell.children).indexOf(event.target);"
                    + "    var next = event.key === 'ArrowUp' ? row.previousElementSibling : row.nextElementSibling;"
                    + "    var there = next ? next.cells[cell.cellIndex].children : [];"
                    + "    to = there[Math.min(place, there.length - 1)];"
                    + "  } else { return; }"
                    + "  event.preventDefault();"
                    + "  if (to) { to.focus(); }"
                    + "});")
    private static native void arrows(HTMLElement table);
}
