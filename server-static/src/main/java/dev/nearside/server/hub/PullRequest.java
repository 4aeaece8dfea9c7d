package dev.nearside.server.hub;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be pulled.
 *
 * @param id the id that the model is to have here
 * @param title its name for people; null for the source's own
 * @param sources where it may come from, in the order of trying
 * @param template the known chat template to be used in place of the model's own; null for its own
 */
record PullRequest(
        String id,
        @Nullable String title,
        List<ModelSource> sources,
        @Nullable String template) {
    PullRequest {
        sources = List.copyOf(sources);
    }

    /** Whether whatever is installed under its id is what was asked for. */
    boolean isOfTheCatalogue() {
        return title != null && template == null;
    }
}
