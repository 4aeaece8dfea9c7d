package dev.nearside.browser.compare;

import dev.nearside.browser.dom.Amounts;
import dev.nearside.browser.dom.Dom;
import dev.nearside.comparison.BreakEven;
import dev.nearside.comparison.Comparison;
import dev.nearside.comparison.DecisionMatrix;
import dev.nearside.comparison.KeptRules;
import dev.nearside.comparison.Spread;
import dev.nearside.comparison.Summary;
import dev.nearside.json.Json;
import dev.nearside.json.JsonArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.dom.html.HTMLElement;

/** What the answers come to: medians, plots, the matrix, the break-even, the files. */
final class Results {
    /** Above everything, and where a rule is kept. */
    private static final String[] KEPT = {"compare-kept", "compare-applied"};

    private final NearApi near;
    private final Voting voting;
    private final HTMLElement section = Dom.find("compare-results");
    private @Nullable Comparison shown;

    Results(NearApi near, Consumer<Comparison> voted) {
        this.near = near;
        voting = new Voting(comparison -> {
            show(comparison);
            voted.accept(comparison);
        });
        file("compare-json", "comparison.json", "application/json", Comparison::toJson);
        file("compare-csv", "comparison.csv", "text/csv", Comparison::toCsv);
        file("compare-markdown", "comparison.md", "text/markdown", Comparison::toMarkdown);
        for (String place : KEPT) {
            Dom.on(Dom.slot(Dom.find(place), "forget"), "click", event -> {
                near.setRules("[]");
                kept();
            });
        }
        kept();
    }

    /** Makes a file of what is shown. */
    private interface Format {
        String of(Comparison comparison);
    }

    private void file(String button, String name, String type, Format format) {
        Dom.on(Dom.find(button), "click", event -> {
            Comparison comparison = shown;
            if (comparison != null) {
                save(name, type, format.of(comparison));
            }
        });
    }

    /** Shows it. */
    void show(Comparison comparison) {
        shown = comparison;
        section.setHidden(false);
        HTMLElement rows = Dom.find("compare-summary");
        rows.clear();
        for (Summary summary : comparison.summaries()) {
            rows.appendChild(row(summary));
        }
        matrix(comparison.matrix());
        plots(comparison.summaries());
        breakEvens(comparison.breakEvens());
        voting.show(comparison);
    }

    /** Nothing is to be shown. */
    void hide() {
        shown = null;
        section.setHidden(true);
    }

    private static HTMLElement row(Summary summary) {
        HTMLElement row = Dom.copyTemplate("compare-row");
        Dom.text(Dom.slot(row, "name"), summary.contestant().id());
        Dom.text(Dom.slot(row, "first"), spread(summary.firstToken()));
        Dom.text(Dom.slot(row, "prefill"), spread(summary.prefill()));
        Dom.text(Dom.slot(row, "decode"), spread(summary.decode()));
        Dom.text(Dom.slot(row, "total"), spread(summary.total()));
        Dom.text(Dom.slot(row, "tokens"), spread(summary.answerTokens()));
        Dom.text(Dom.slot(row, "right"), summary.describeRight());
        Dom.text(Dom.slot(row, "failed"), String.valueOf(summary.asked() - summary.answered()));
        Dom.text(Dom.slot(row, "out"), Amounts.bytes((double) summary.bytesOut()));
        Dom.text(Dom.slot(row, "cost"), Amount.cost(summary.cost()));
        return row;
    }

    private static String spread(@Nullable Spread spread) {
        return spread == null ? "–" : Amount.of(spread);
    }

    private static void matrix(DecisionMatrix matrix) {
        HTMLElement rows = Dom.find("compare-matrix");
        rows.clear();
        for (DecisionMatrix.Row one : matrix.rows()) {
            HTMLElement row = Dom.copyTemplate("compare-matrix-row");
            Dom.text(Dom.slot(row, "name"), one.contestant().id());
            for (DecisionMatrix.Cell cell : one.cells()) {
                HTMLElement field = Dom.slot(row, cell.criterion().label());
                Dom.text(field, cell.describe());
                field.setAttribute("data-best", String.valueOf(cell.score() == 1));
            }
            rows.appendChild(row);
        }
    }

    private static void plots(List<Summary> summaries) {
        List<Plot.Bar> first = new ArrayList<>();
        List<Plot.Bar> decode = new ArrayList<>();
        for (Summary summary : summaries) {
            Spread time = summary.firstToken();
            Spread speed = summary.decode();
            if (time != null) {
                first.add(new Plot.Bar(summary.contestant().id(), time));
            }
            if (speed != null) {
                decode.add(new Plot.Bar(summary.contestant().id(), speed));
            }
        }
        Plot.draw(Dom.find("compare-plot-first"), "Time to the first word, ms", first);
        Plot.draw(Dom.find("compare-plot-decode"), "Writing, tokens a second", decode);
    }

    private void breakEvens(List<BreakEven> evens) {
        HTMLElement list = Dom.find("compare-evens");
        list.clear();
        Dom.find("compare-no-evens").setHidden(!evens.isEmpty());
        for (BreakEven even : evens) {
            HTMLElement row = Dom.copyTemplate("compare-even");
            Dom.text(Dom.slot(row, "text"), even.describe());
            Dom.on(Dom.slot(row, "apply"), "click", event -> {
                near.setRules(Json.write(new JsonArray(List.of(even.toRule()))));
                kept();
            });
            list.appendChild(row);
        }
    }

    /** Says what the router follows in this browser, kept now or in an earlier visit. */
    private void kept() {
        Optional<String> words = KeptRules.describe(Json.read(near.rules()));
        for (String place : KEPT) {
            HTMLElement note = Dom.find(place);
            note.setHidden(words.isEmpty());
            Dom.text(Dom.slot(note, "text"), words.orElse(""));
        }
    }

    @JSBody(
            params = {"name", "type", "text"},
            script = "var link = document.createElement('a');"
                    + "link.href = URL.createObjectURL(new Blob([text], {type: type}));"
                    + "link.download = name;"
                    + "link.click();"
                    + "setTimeout(function() { URL.revokeObjectURL(link.href); }, 60000);")
    private static native void save(String name, String type, String text);
}
