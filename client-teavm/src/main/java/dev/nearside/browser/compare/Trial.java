package dev.nearside.browser.compare;

import dev.nearside.browser.js.AbortSignal;
import dev.nearside.browser.js.JsFailure;
import dev.nearside.browser.js.JsObjects;
import dev.nearside.browser.js.Promises;
import dev.nearside.comparison.ComparisonPrompt;
import dev.nearside.comparison.Measure;
import dev.nearside.comparison.Measure.Times;
import dev.nearside.comparison.Measure.Tokens;
import dev.nearside.json.Json;
import dev.nearside.json.JsonArray;
import dev.nearside.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSObject;

/** One question to one entrant. */
record Trial(Entrant entrant, ComparisonPrompt prompt, int run, int maxTokens) {

    /** Asks; blocks until the answer has ended. A model of the tab is loaded before the clock runs. */
    Measure ask(NearApi near, NearApi.Piece piece, AbortSignal signal) {
        if (entrant.isInTab()) {
            try {
                Promises.join(near.load(entrant.model().substring("tab/".length()), entrant.provider(), signal));
            } catch (JsFailure e) {
                return failed(e.getMessage());
            }
        }
        JSObject told = Promises.awaitValue(near.ask(JsObjects.parse(Json.write(request())), piece, signal));
        JSObject nearside = part(told, "nearside");
        JSObject timings = part(nearside, "timings");
        JSObject usage = part(nearside, "usage");
        String text = JsObjects.text(told, "text");
        return new Measure(
                entrant.contestant().id(),
                prompt.id(),
                run,
                text == null ? "" : text,
                new Times(
                        JsObjects.number(told, "firstToken", 0),
                        JsObjects.number(told, "total", 0),
                        JsObjects.number(timings, "prompt_per_second", 0),
                        JsObjects.number(timings, "predicted_per_second", 0)),
                new Tokens(
                        (int) JsObjects.number(usage, "prompt_tokens", 0),
                        (int) JsObjects.number(usage, "completion_tokens", 0),
                        JsObjects.flag(told, "cutOff")),
                (long) JsObjects.number(told, "bytesOut", 0),
                JsObjects.text(told, "failure"));
    }

    private Measure failed(String why) {
        return new Measure(
                entrant.contestant().id(),
                prompt.id(),
                run,
                "",
                new Times(0, 0, 0, 0),
                new Tokens(0, 0, false),
                0,
                why);
    }

    /** Every run begins otherwise, so that nobody answers out of what is left in a cache. */
    private JsonObject request() {
        JsonObject.Builder request = JsonObject.builder()
                .put("model", entrant.model())
                .put("stream", true)
                .put(
                        "stream_options",
                        JsonObject.builder().put("include_usage", true).build())
                .put("temperature", 0)
                .put("max_tokens", maxTokens)
                .put(
                        "messages",
                        new JsonArray(List.of(
                                message("system", "This is run " + (run + 1) + ". Answer briefly."),
                                message("user", prompt.text()))))
                .put(
                        "nearside",
                        JsonObject.builder()
                                .put("reach", entrant.isInTab() ? "tab" : "anywhere")
                                .build());
        return (entrant.isInTab() ? request.put("provider", entrant.provider()) : request).build();
    }

    private static JsonObject message(String role, String content) {
        return JsonObject.builder().put("role", role).put("content", content).build();
    }

    private static JSObject part(JSObject object, String name) {
        @Nullable JSObject part = JsObjects.get(object, name);
        return part == null ? JsObjects.create() : part;
    }
}
