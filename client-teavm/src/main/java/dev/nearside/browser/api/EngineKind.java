package dev.nearside.browser.api;

/** The engines, each a worker with a program of its own that starts with its first call. */
public enum EngineKind {
    /** Pictures, and any ONNX file with tensors of the caller's own. */
    VISION("vision"),
    /** Tokens, vectors, search. */
    TEXT("text");

    private final String program;

    EngineKind(String program) {
        this.program = program;
    }

    /** The name of its program. */
    String program() {
        return program;
    }

    /** The engine for models of that task, as the catalog has it. */
    static EngineKind ofTask(String task) {
        return task.startsWith("text-") || task.equals("feature-extraction") ? TEXT : VISION;
    }
}
