package dev.nearside.server.upstream;

import dev.nearside.error.InvalidInput;
import dev.nearside.routing.Price;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an upstream's model beforehand.
 *
 * @param contextLength tokens of prompt and answer together; 0 for what the server says
 * @param tasks what it is meant for, for example {@code code}; empty for everything
 * @param price of its tokens; null for what the server says, or nothing
 * @param deployment its name there, if it is another: Azure's deployment; null if it is the same
 */
public record ModelSettings(
        int contextLength,
        Set<String> tasks,
        @Nullable Price price,
        @Nullable String deployment) {
    /** Nothing is known. */
    public static final ModelSettings UNKNOWN = new ModelSettings(0, Set.of(), null, null);

    public ModelSettings {
        if (contextLength < 0) {
            throw new InvalidInput("a context length must be 0 or more, not " + contextLength);
        }
        if (deployment != null && deployment.isBlank()) {
            throw new InvalidInput("a deployment must have a name");
        }
        tasks = Set.copyOf(tasks);
    }
}
