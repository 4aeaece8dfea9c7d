package dev.nearside.browser.routing;

import dev.nearside.browser.js.JsObjects;
import dev.nearside.json.Json;
import dev.nearside.json.JsonArray;
import dev.nearside.json.JsonObject;
import dev.nearside.json.JsonValue;
import dev.nearside.routing.ExampleScores;
import dev.nearside.routing.Similarities;
import dev.nearside.routing.Similarity;
import dev.nearside.routing.Task;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSObject;

/**
 * Examples of tasks in the worker that routes, which has no model: what it is told of them, and what it would have to be
 * told. The page has that compared where a model is loaded, and asks again.
 */
final class AskedExamples implements ExampleScores {
    private final @Nullable Similarities told;
    private final Map<String, Task> asked = new LinkedHashMap<>();
    private String askedOf = "";

    private AskedExamples(@Nullable Similarities told) {
        this.told = told;
    }

    /** What the member {@code similarities} of an argument tells, JSON as {@link Similarities#read} takes it, if it is there. */
    static AskedExamples of(JSObject argument) {
        String json = JsObjects.text(argument, "similarities");
        return new AskedExamples(json == null ? null : Similarities.read(Json.read(json)));
    }

    @Override
    public Similarity similarity(Task task, String text) {
        if (told != null) {
            return told.similarity(task, text);
        }
        asked.put(task.name(), task);
        askedOf = text;
        return Similarity.unknown("no embedding model is loaded in this tab");
    }

    /** Writes what would have to be compared into an answer: {@code compare}, JSON of {@code {text, tasks}}; nothing if nothing. */
    void write(JSObject answer) {
        if (!asked.isEmpty()) {
            JsonObject compare = JsonObject.builder()
                    .put("text", askedOf)
                    .put(
                            "tasks",
                            new JsonArray(asked.values().stream()
                                    .<JsonValue>map(Task::toJson)
                                    .toList()))
                    .build();
            JsObjects.set(answer, "compare", Json.write(compare));
        }
    }
}
