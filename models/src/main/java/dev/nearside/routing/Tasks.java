package dev.nearside.routing;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Recognises what a request is about. */
final class Tasks {
    private final List<Task> tasks;
    private final ExampleScores examples;

    /**
     * What a text is about.
     *
     * @param task its task; null if it is of none that could be told
     * @param uncompared which examples it was not compared with, and why; null if there was no need or it was
     */
    record Recognised(@Nullable String task, @Nullable String uncompared) {}

    Tasks(List<Task> tasks, ExampleScores examples) {
        this.tasks = tasks;
        this.examples = examples;
    }

    /**
     * The task of what the person said last: of a client's prefix first, as such requests quote conversations, then by
     * fences and words, then by examples.
     */
    Recognised of(String text) {
        for (Task task : tasks) {
            if (task.hasPrefixOf(text)) {
                return new Recognised(task.name(), null);
            }
        }
        for (Task task : tasks) {
            if (task.showsIn(text)) {
                return new Recognised(task.name(), null);
            }
        }
        return mostAlike(text);
    }

    private Recognised mostAlike(String text) {
        List<String> uncompared = new ArrayList<>();
        String problem = null;
        String name = null;
        double best = -1;
        for (Task task : tasks) {
            if (!task.examples().isEmpty() && !text.isBlank()) {
                Similarity alike = examples.similarity(task, text);
                if (alike.problem() != null) {
                    uncompared.add(task.name());
                    problem = alike.problem();
                } else if (alike.cosine() >= task.similarity() && alike.cosine() > best) {
                    best = alike.cosine();
                    name = task.name();
                }
            }
        }
        return new Recognised(
                name,
                name != null || problem == null
                        ? null
                        : "examples of " + String.join(", ", uncompared) + " not compared: " + problem);
    }
}
