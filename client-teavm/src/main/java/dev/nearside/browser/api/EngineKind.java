package dev.nearside.browser.api;

import dev.nearside.error.InvalidInput;

/** The workers, each with a program of its own, that start with their first call. */
public enum EngineKind {
    /** Pictures, and any ONNX file with tensors of the caller's own. */
    VISION("vision"),
    /** Tokens, vectors, search. */
    TEXT("text"),
    /** Where chats are answered; it has no models. */
    ROUTING("routing");

    private final String program;

    EngineKind(String program) {
        this.program = program;
    }

    /** The name of its program. */
    String program() {
        return program;
    }

    /**
     * The engine of that name, of those that run models.
     *
     * @throws InvalidInput if there is none
     */
    static EngineKind ofName(String name) {
        return switch (name) {
            case "vision" -> VISION;
            case "text" -> TEXT;
            default -> throw new InvalidInput("engine is 'vision' or 'text', not '" + name + "'");
        };
    }

    /** The engine for models of that task, as the catalog has it. */
    static EngineKind ofTask(String task) {
        return task.startsWith("text-") || task.equals("feature-extraction") ? TEXT : VISION;
    }
}
