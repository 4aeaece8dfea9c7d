package dev.nearside.browser.page.chat;

import dev.nearside.browser.dom.Amounts;
import dev.nearside.browser.js.JsObjects;
import org.teavm.jso.JSObject;

/** How fast an answer came: the speed line. */
final class Pace {
    private String waited = "";
    private double began;
    private double first;
    private double last;
    private int pieces;
    private int tokens;

    /** Before the answer could begin, so long was waited for that. */
    void waited(String what, double millis) {
        waited = " · " + what + " " + seconds(millis);
    }

    void begin() {
        began = JsObjects.now();
    }

    /** So many tokens more have been chosen, as the tab says it of each chunk of its own. */
    void tokens(int count) {
        tokens += count;
    }

    /** A piece of the answer is there. */
    void piece() {
        last = JsObjects.now();
        if (pieces++ == 0) {
            first = last;
        }
    }

    /** Of an answer that came to its end, as the engine measured it: {@code {provider, timings, usage}}. */
    String ended(JSObject told) {
        JSObject timings = part(told, "timings");
        JSObject usage = part(told, "usage");
        double cached = JsObjects.number(part(usage, "prompt_tokens_details"), "cached_tokens", 0);
        String prompt = Amounts.grouped((long) JsObjects.number(usage, "prompt_tokens", 0)) + " read"
                + (cached > 0 ? ", " + Amounts.grouped((long) cached) + " of them remembered" : "");
        String provider = JsObjects.text(told, "provider");
        return line(
                provider == null ? String.valueOf(JsObjects.text(told, "model")) : Amounts.provider(provider),
                JsObjects.number(timings, "first_token_ms", 0),
                JsObjects.number(timings, "predicted_per_second", 0),
                JsObjects.get(told, "usage") == null
                        ? counted()
                        : Amounts.count((long) JsObjects.number(usage, "completion_tokens", 0), "token") + " (" + prompt
                                + ")");
    }

    /** Of an answer that was stopped, as the page saw it. */
    String stopped() {
        if (pieces == 0) {
            return "Stopped before the first word";
        }
        int count = tokens > 0 ? tokens : pieces;
        double perSecond = last > first ? (count - 1) * 1000.0 / (last - first) : 0;
        return line("Stopped", first - began, perSecond, counted());
    }

    /** Whoever is not the tab tells the number at the end only; until then a piece is as good as always one. */
    private String counted() {
        return tokens > 0 ? Amounts.count(tokens, "token") : "about " + Amounts.count(pieces, "token");
    }

    private String line(String what, double firstMillis, double perSecond, String tokens) {
        String speed = perSecond > 0 ? " · " + Math.round(perSecond * 10) / 10.0 + " tokens/s" : "";
        return what + waited + " · first word after " + seconds(firstMillis) + speed + " · " + tokens;
    }

    private static String seconds(double millis) {
        return millis < 1000 ? Math.round(millis) + " ms" : Math.round(millis / 100) / 10.0 + " s";
    }

    private static JSObject part(JSObject object, String name) {
        JSObject part = JsObjects.get(object, name);
        return part == null ? JsObjects.create() : part;
    }
}
