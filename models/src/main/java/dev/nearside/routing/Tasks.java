package dev.nearside.routing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Recognises what a request is about. */
final class Tasks {
    private final List<Task> tasks;
    private final ExampleScores examples;

    Tasks(List<Task> tasks, ExampleScores examples) {
        this.tasks = tasks;
        this.examples = examples;
    }

    /**
     * The task of what the person said last: of a client's prefix first, as such requests quote conversations, then by
     * fences and words, then by examples. Null if it is of none.
     */
    @Nullable
    String of(String text) {
        for (Task task : tasks) {
            if (task.hasPrefixOf(text)) {
                return task.name();
            }
        }
        for (Task task : tasks) {
            if (task.showsIn(text)) {
                return task.name();
            }
        }
        return mostAlike(text);
    }

    private @Nullable String mostAlike(String text) {
        String name = null;
        double best = -1;
        for (Task task : tasks) {
            if (!task.examples().isEmpty() && !text.isBlank()) {
                double alike = examples.similarity(task, text);
                if (alike >= task.similarity() && alike > best) {
                    best = alike;
                    name = task.name();
                }
            }
        }
        return name;
    }
}
