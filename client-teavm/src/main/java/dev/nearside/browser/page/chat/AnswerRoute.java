package dev.nearside.browser.page.chat;

import dev.nearside.browser.dom.Amounts;
import dev.nearside.browser.js.JsObjects;
import dev.nearside.json.JsonCursor;
import dev.nearside.json.JsonObject;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSObject;

/**
 * Where an answer is made, and why.
 *
 * @param place {@code tab}, {@code jvm} (the server on this machine) or {@code upstream}
 * @param backend the back end's name
 * @param model the model's id there
 * @param why in a person's words
 * @param bytesOut bytes that left the tab for it
 */
record AnswerRoute(String place, String backend, String model, String why, double bytesOut) {

    /** Of what {@code near.chat} tells: {@code {place, backend, model, text, bytesOut}}. */
    static AnswerRoute of(JSObject told) {
        return new AnswerRoute(
                textOf(told, "place"),
                textOf(told, "backend"),
                textOf(told, "model"),
                textOf(told, "text"),
                JsObjects.number(told, "bytesOut", 0));
    }

    private static String textOf(JSObject object, String name) {
        @Nullable String text = JsObjects.text(object, name);
        return text == null ? "" : text;
    }

    boolean isInTab() {
        return place.equals("tab");
    }

    /** The same for that reason; that it is private is said before it. */
    AnswerRoute because(String reason) {
        boolean isPrivate = why.startsWith("Private (");
        String first = isPrivate ? why.substring(0, why.indexOf("device.") + "device.".length()) + " " : "";
        return new AnswerRoute(place, backend, model, first + reason, bytesOut);
    }

    /** Who answers: {@code This tab}, {@code This machine}, or a server's name. */
    String who() {
        return isInTab() ? "This tab" : place.equals("jvm") ? "This machine" : backend;
    }

    /** What of the conversation left the tab. */
    String left() {
        return bytesOut == 0
                ? "Nothing left the tab."
                : Amounts.bytes(bytesOut) + (place.equals("upstream") ? " left this machine." : " left the tab.");
    }

    /** What a person is told while they wait. */
    String asking() {
        return isInTab()
                ? "Reading the conversation…"
                : place.equals("jvm")
                        ? "The server on this machine answers, with " + model + "…"
                        : backend + " answers, with " + model + "…";
    }

    static AnswerRoute read(JsonCursor json) {
        return new AnswerRoute(
                json.field("place").asString(),
                json.field("backend").asString(),
                json.field("model").asString(),
                json.field("why").asString(),
                json.field("bytesOut").asDouble());
    }

    JsonObject toJson() {
        return JsonObject.builder()
                .put("place", place)
                .put("backend", backend)
                .put("model", model)
                .put("why", why)
                .put("bytesOut", bytesOut)
                .build();
    }
}
