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
            case "installed" -> "Installed";
            default -> "Looking where it can be had" + from;
        };
    }

    /** What else is to be known, for example why another source is tried. */
    static String note(JSObject pull) {
        return sentence(text(pull, "note"));
    }

    /** What can be done about a pull that failed; why it did is {@link #why}. */
    static String failure(@Nullable JSObject error) {
        String code = error == null ? "" : text(error, "code");
        boolean isHere = code.equals("disk_full") || code.equals("storage_failed") || code.equals("access_denied");
        return isHere
                ? "It could not be fetched, for the reason below. What arrived is kept for the next try."
                : "It could not be fetched: none of its sources answers. Try again once this machine is online. Or fetch the"
                        + " model’s GGUF file on another one, run “java -jar nearside.jar pull gguf:FILE” here, and look"
                        + " again. Until then “Use my files” answers with passages.";
    }

    /** Why a pull failed, as the server says it. */
    static String why(@Nullable JSObject error) {
        return error == null ? "" : sentence(text(error, "message"));
    }

    private static String sentence(String text) {
        return text.isEmpty() ? "" : "Note: " + text + (text.endsWith(".") ? "" : ".");
    }

    private static String text(JSObject pull, String name) {
        String text = JsObjects.text(pull, name);
        return text == null ? "" : text;
    }
}
