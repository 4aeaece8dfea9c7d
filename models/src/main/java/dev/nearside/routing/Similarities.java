package dev.nearside.routing;

import dev.nearside.json.JsonArray;
import dev.nearside.json.JsonCursor;
import dev.nearside.json.JsonObject;
import dev.nearside.json.JsonValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Similarities of one text that were found elsewhere, where the embedding model is.
 *
 * @param ofTasks the cosines, −1 to 1, by the tasks' names
 * @param problem why those that are missing are not known; null if nobody said
 */
public record Similarities(
        Map<String, Double> ofTasks, @Nullable String problem) implements ExampleScores {
    public Similarities {
        // TeaVM's immutable maps divide by zero when they are empty.
        ofTasks = ofTasks.isEmpty() ? Map.of() : Map.copyOf(ofTasks);
    }

    /** Compares a text with the examples of all these tasks. */
    public static Similarities of(List<Task> tasks, String text, ExampleScores scores) {
        Map<String, Double> known = new HashMap<>();
        String problem = null;
        for (Task task : tasks) {
            Similarity one = scores.similarity(task, text);
            if (one.problem() == null) {
                known.put(task.name(), one.cosine());
            } else {
                problem = one.problem();
            }
        }
        return new Similarities(known, problem);
    }

    @Override
    public Similarity similarity(Task task, String text) {
        Double cosine = ofTasks.isEmpty() ? null : ofTasks.get(task.name());
        if (cosine != null) {
            return Similarity.of(cosine);
        }
        return problem == null ? NONE.similarity(task, text) : Similarity.unknown(problem);
    }

    /**
     * Reads {@code {"scores":[{"task":"complex","cosine":0.7}],"problem":"no embedding model is loaded"}}.
     *
     * @throws dev.nearside.error.InvalidInput if it is none; the message starts with the path
     */
    public static Similarities read(JsonCursor json) {
        Members members = Members.of(json, "scores", "problem");
        Map<String, Double> known = new HashMap<>();
        members.get("scores").ifPresent(scores -> {
            for (JsonCursor one : scores.items()) {
                double cosine = one.field("cosine").asDouble();
                if (!(cosine >= -1.001 && cosine <= 1.001)) {
                    throw one.field("cosine").error("must be -1 to 1, not " + cosine);
                }
                known.put(one.field("task").asString(), cosine);
            }
        });
        return new Similarities(
                known, members.get("problem").map(JsonCursor::asString).orElse(null));
    }

    /** As {@link #read} takes it. */
    public JsonObject toJson() {
        List<JsonValue> scores = new ArrayList<>();
        ofTasks.forEach((task, cosine) -> scores.add(
                JsonObject.builder().put("task", task).put("cosine", cosine).build()));
        JsonObject.Builder json = JsonObject.builder().put("scores", new JsonArray(scores));
        return (problem == null ? json : json.put("problem", problem)).build();
    }
}
