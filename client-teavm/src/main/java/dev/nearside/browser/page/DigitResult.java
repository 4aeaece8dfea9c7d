package dev.nearside.browser.page;

import dev.nearside.browser.dom.Amounts;
import dev.nearside.browser.dom.Dom;
import dev.nearside.browser.js.JsObjects;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.dom.html.HTMLElement;

/** Shows an answer: the digit, the ten probabilities as bars, what the model saw, what took how long. */
final class DigitResult {
    private static final int CLASSES = 10;
    private static final double SURE = 0.6;

    private final HTMLElement box = Dom.find("digits-result");
    private final HTMLElement digit = Dom.find("digits-digit");
    private final HTMLElement sentence = Dom.find("digits-sentence");
    private final HTMLElement[] bars = new HTMLElement[CLASSES];

    DigitResult() {
        for (int i = 0; i < CLASSES; i++) {
            bars[i] = Dom.find("digits-bar-" + i);
        }
    }

    /** Nothing is on the sheet. */
    void empty() {
        say("empty", "?", "Draw a digit, and the answer appears here.");
        forget();
        seen(Dom.find("digits-seen"), null);
    }

    /** What went wrong instead of an answer. */
    void failed(String message) {
        say("error", "–", message);
        forget();
    }

    /** An answer is on its way, and the one before does not belong to what is shown. */
    void waiting() {
        say("empty", "…", "Reading…");
        forget();
    }

    private void forget() {
        bars(null, -1);
        Dom.text(Dom.find("digits-time-prepare"), "–");
        Dom.text(Dom.find("digits-time-run"), "–");
    }

    private void say(String state, String sign, String text) {
        box.setAttribute("data-state", state);
        Dom.text(digit, sign);
        Dom.text(sentence, text);
    }

    /** An answer of {@code near.vision.classify}. */
    void show(JSObject answer) {
        JSObject scores = JsObjects.get(answer, "scores");
        JSObject timings = JsObjects.get(answer, "timings");
        int index = (int) JsObjects.number(answer, "index", -1);
        String label = JsObjects.text(answer, "label");
        if (label != null && scores != null) {
            String an = label.equals("8") ? "an " : "a ";
            double score = at(scores, index);
            String verb = score < SURE ? "This may be " : "This is ";
            say("digit", label, verb + an + label + ", " + percent(score) + " sure.");
        } else {
            say("none", "–", "No digit found: " + JsObjects.text(answer, "problem") + ".");
        }
        bars(label == null ? null : scores, index);
        seen(Dom.find("digits-seen"), JsObjects.get(answer, "seen"));
        if (timings != null) {
            time("load", timings);
            time("prepare", timings);
            time("run", timings);
        }
    }

    private void bars(@Nullable JSObject scores, int best) {
        for (int i = 0; i < CLASSES; i++) {
            double score = scores == null ? 0 : at(scores, i);
            Dom.style(bars[i].querySelector(".bar-fill"), "--share", String.valueOf(score));
            Dom.text(bars[i].querySelector(".bar-value"), scores == null ? "–" : percent(score));
            bars[i].setAttribute("aria-valuenow", String.valueOf(Math.round(1000 * score) / 10.0));
            mark(bars[i], i == best);
        }
    }

    private static void time(String name, JSObject timings) {
        double millis = JsObjects.number(timings, name, 0);
        Dom.text(Dom.find("digits-time-" + name), millis == 0 ? "–" : Amounts.millis(millis));
    }

    private static String percent(double share) {
        double percent = share * 100;
        if (percent >= 99.95 && percent < 100) {
            return "> 99.9 %";
        }
        return Math.round(percent * 10) / 10.0 + " %";
    }

    @JSBody(
            params = {"values", "index"},
            script = "var v = values[index]; return typeof v === 'number' ? v : 0;")
    private static native double at(JSObject values, int index);

    @JSBody(
            params = {"element", "best"},
            script = "element.setAttribute('data-top', String(best));")
    private static native void mark(HTMLElement element, boolean best);

    /** Draws the 28×28 values, 0 (paper) to 1 (ink), as the model's own white on black. */
    @JSBody(
            params = {"canvas", "values"},
            script = "var context = canvas.getContext('2d');"
                    + "var image = context.createImageData(28, 28);"
                    + "for (var i = 0; i < 784; i++) {"
                    + "  var grey = values ? Math.round(255 * values[i]) : 0;"
                    + "  image.data[4 * i] = image.data[4 * i + 1] = image.data[4 * i + 2] = grey;"
                    + "  image.data[4 * i + 3] = 255;"
                    + "}"
                    + "context.putImageData(image, 0, 0);")
    private static native void seen(HTMLElement canvas, @Nullable JSObject values);
}
