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
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSObject;

/** One question to one entrant. */
record Trial(Entrant entrant, ComparisonPrompt prompt, int run, int maxTokens) {
    private static final int WARM_TOKENS = 2;

    /**
     * Asks; blocks until the answer has ended. A model of the tab is loaded before the clock runs, and writes a few words
     * that are not measured where it ran on another provider before: a session's first answer makes its programs for the
     * GPU, which no later one does.
     *
     * @param running on which provider each model of the tab runs, by its id; kept up to date
     */
    Measure ask(NearApi near, NearApi.Piece piece, AbortSignal signal, Map<String, String> running) {
        if (entrant.isInTab()) {
            try {
                ready(near, signal, running);
            } catch (JsFailure e) {
                return failed(e.getMessage());
            }
        }
        JSObject told = Promises.awaitValue(
                near.ask(JsObjects.parse(Json.write(request(run + 1, prompt.text(), maxTokens))), piece, signal));
        JSObject nearside = part(told, "nearside");
        String provider = JsObjects.text(nearside, "provider");
        if (entrant.isInTab() && provider != null && !provider.equals(entrant.provider())) {
            running.remove(entrant.model());
            return failed(elsewhere(nearside));
        }
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

    private void ready(NearApi near, AbortSignal signal, Map<String, String> running) {
        String id = entrant.model().substring("tab/".length());
        JSObject loaded = Promises.awaitValue(near.load(id, entrant.provider(), signal));
        if (!entrant.provider().equals(JsObjects.text(loaded, "provider"))) {
            running.remove(entrant.model());
            throw new JsFailure("Error", elsewhere(loaded), "provider_unavailable");
        }
        if (!entrant.provider().equals(running.put(entrant.model(), entrant.provider()))) {
            Promises.join(near.ask(JsObjects.parse(Json.write(request(0, "Hello", WARM_TOKENS))), text -> {}, signal));
        }
    }

    /** What ran elsewhere would be measured under the wrong name. */
    private String elsewhere(JSObject told) {
        return "it ran on " + JsObjects.text(told, "provider") + ", not on " + entrant.provider() + ": "
                + JsObjects.text(told, "providerReason");
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
    private JsonObject request(int number, String text, int most) {
        JsonObject.Builder request = JsonObject.builder()
                .put("model", entrant.model())
                .put("stream", true)
                .put(
                        "stream_options",
                        JsonObject.builder().put("include_usage", true).build())
                .put("temperature", 0)
                .put("max_tokens", most)
                .put(
                        "messages",
                        new JsonArray(List.of(
                                message("system", "This is run " + number + ". Answer briefly."),
                                message("user", text))))
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
