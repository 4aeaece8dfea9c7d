package dev.nearside.routing;

/** How alike a text is to a task's examples. */
public interface ExampleScores {
    /** For where no embedding model is loaded. */
    ExampleScores NONE = (task, text) -> Similarity.unknown("no embedding model is loaded");

    /** How alike the text is to the example that is most like it, or why that is not known. */
    Similarity similarity(Task task, String text);
}
