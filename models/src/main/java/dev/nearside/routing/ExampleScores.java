package dev.nearside.routing;

/** How alike a text is to a task's examples. */
public interface ExampleScores {
    /** For where no embedding model is loaded: nothing is like anything. */
    ExampleScores NONE = (task, text) -> -1;

    /** The cosine of the text and of the example that is most like it, −1 to 1. */
    double similarity(Task task, String text);
}
