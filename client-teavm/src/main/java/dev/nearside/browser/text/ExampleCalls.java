package dev.nearside.browser.text;

import dev.nearside.browser.js.JsObjects;
import dev.nearside.json.Json;
import dev.nearside.json.JsonCursor;
import dev.nearside.routing.EmbeddedExamples;
import dev.nearside.routing.ExampleScores;
import dev.nearside.routing.Similarities;
import dev.nearside.routing.Task;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSObject;

/** Compares texts with the examples of tasks for the router, with a model that is loaded already; it loads none. */
final class ExampleCalls {
    private final TextModels texts;
    private TextModels.@Nullable TextModel model;
    private ExampleScores scores = ExampleScores.NONE;

    ExampleCalls(TextModels texts) {
        this.texts = texts;
    }

    /**
     * Compares.
     *
     * @param argument {@code compare}, JSON of {@code {text, tasks}}
     * @return {@code similarities}, JSON as {@link Similarities#read} takes it
     */
    JSObject compare(JSObject argument) {
        JsonCursor compare = Json.read(String.valueOf(JsObjects.text(argument, "compare")));
        List<Task> tasks = new ArrayList<>();
        for (JsonCursor task : compare.field("tasks").items()) {
            tasks.add(Task.read(task));
        }
        String text = compare.field("text").asString();
        JSObject answer = JsObjects.create();
        JsObjects.set(
                answer,
                "similarities",
                Json.write(Similarities.of(tasks, text, scores()).toJson()));
        return answer;
    }

    /** With the model of before as long as it is loaded, as that knows the examples. */
    private ExampleScores scores() {
        TextModels.TextModel loaded = texts.loaded(model);
        if (loaded != model) {
            model = loaded;
            scores = loaded == null ? ExampleScores.NONE : new EmbeddedExamples(loaded.embedder());
        }
        return scores;
    }
}
