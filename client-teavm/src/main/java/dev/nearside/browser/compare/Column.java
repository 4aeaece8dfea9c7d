package dev.nearside.browser.compare;

import dev.nearside.browser.dom.Amounts;
import dev.nearside.browser.dom.Dom;
import dev.nearside.comparison.Contestant;
import dev.nearside.comparison.Measure;
import dev.nearside.comparison.Verdict;
import org.teavm.jso.dom.html.HTMLElement;

/** What one of them says to the question that is shown. */
final class Column {
    private final HTMLElement element = Dom.copyTemplate("compare-column");

    Column(Contestant contestant) {
        element.setAttribute("data-place", contestant.place());
        Dom.text(Dom.slot(element, "name"), contestant.id());
        Dom.text(Dom.slot(element, "where"), Entrant.where(contestant));
    }

    HTMLElement element() {
        return element;
    }

    /** There is no answer yet, or none at all. */
    void empty(String why) {
        show("waiting", "", why);
    }

    /** It is answering, and has said so much. */
    void says(String text) {
        show("answering", text, "");
    }

    /** It has answered. */
    void answered(Measure measure, Verdict verdict) {
        String failure = measure.failure();
        if (failure != null) {
            show("failed", measure.text(), "Failed: " + failure);
            return;
        }
        boolean cutOff = measure.tokens().cutOff();
        String told =
                switch (verdict) {
                    case RIGHT -> "Right · ";
                    case WRONG -> "Wrong · ";
                    default -> "";
                };
        show(
                switch (verdict) {
                    case CUT_OFF -> "cut";
                    case UNCHECKED -> "done";
                    default -> verdict.label();
                },
                measure.text(),
                told + (cutOff ? "cut off · " : "") + "first word "
                        + Amounts.millis(measure.times().firstToken())
                        + speed(" · reads ", measure.times().prefill())
                        + speed(" · writes ", measure.times().decode())
                        + " · total " + Amounts.millis(measure.times().total()) + " · "
                        + Amounts.count(measure.tokens().answer(), "token") + " · "
                        + Amounts.bytes((double) measure.bytesOut()) + " out"
                        + (verdict == Verdict.UNCHECKED ? " · not checkable" : ""));
    }

    private void show(String state, String text, String facts) {
        element.setAttribute("data-state", state);
        Dom.text(Dom.slot(element, "text"), text);
        Dom.text(Dom.slot(element, "facts"), facts);
    }

    private static String speed(String before, double tokensPerSecond) {
        return tokensPerSecond > 0 ? before + Amount.of(tokensPerSecond) + " tok/s" : "";
    }
}
