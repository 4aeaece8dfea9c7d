package dev.nearside.browser.page.chat;

import dev.nearside.browser.dom.Amounts;
import dev.nearside.browser.js.JsObjects;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSObject;

/**
 * How a model fits this device, as {@code near.models.plan} says.
 *
 * @param text in words; empty if it is not known
 * @param fits whether it is worth trying
 * @param download bytes that the tab loads; 0 if that is not known
 */
record Plan(String text, boolean fits, double download) {
    /** Nothing is known, so nothing stands against it. */
    static final Plan UNKNOWN = new Plan("", true, 0);

    /** Tokens that a model holds of which nothing else is known. */
    static final int USUAL_CONTEXT = 2048;

    static Plan of(@Nullable JSObject plan) {
        if (plan == null) {
            return UNKNOWN;
        }
        String text = JsObjects.text(plan, "text");
        JSObject bytes = JsObjects.get(plan, "bytes");
        return new Plan(
                text == null ? "" : text,
                JsObjects.flag(plan, "fits"),
                bytes == null ? 0 : JsObjects.number(bytes, "download", 0));
    }

    /** What the tab loads, between those words; nothing where it is not known. */
    String load(String before, String after) {
        return download > 0 ? before + Amounts.bytes(download) + after : "";
    }

    /** Tokens that a model can hold, of what {@code near.models.load} told. */
    static int contextOf(JSObject loaded) {
        double planned = JsObjects.number(loaded, "contextLength", 0);
        JSObject manifest = JsObjects.get(loaded, "manifest");
        JSObject generation = manifest == null ? null : JsObjects.get(manifest, "generation");
        double most = generation == null ? USUAL_CONTEXT : JsObjects.number(generation, "contextLength", USUAL_CONTEXT);
        return (int) (planned > 0 ? Math.min(planned, most) : most);
    }
}
