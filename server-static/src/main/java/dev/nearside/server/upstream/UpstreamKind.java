package dev.nearside.server.upstream;

import dev.nearside.error.InvalidInput;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a server is, where its API differs from OpenAI's. */
public enum UpstreamKind {
    /** OpenAI's API, and what else is there is found out: llama.cpp, vLLM, Ollama, LM Studio and most others. */
    AUTO,
    /** OpenAI's API and nothing else. */
    OPENAI,
    /** Azure OpenAI: deployments in the path, {@code api-version}, the key in a header of its own. */
    AZURE,
    /** Foundry Local: its port changes, its models have aliases and variants. */
    FOUNDRY,
    /** Ollama: OpenAI's API under {@code /v1}, context lengths under {@code /api}. */
    OLLAMA;

    /** The name in the settings: {@code auto}, {@code openai}, {@code azure}, {@code foundry}, {@code ollama}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The kind of that name.
     *
     * @throws InvalidInput if there is none
     */
    public static UpstreamKind of(String label) {
        for (UpstreamKind kind : values()) {
            if (kind.label().equals(label)) {
                return kind;
            }
        }
        String known = Arrays.stream(values()).map(UpstreamKind::label).collect(Collectors.joining(", "));
        throw new InvalidInput("'" + label + "' is no kind of upstream; there are " + known);
    }
}
