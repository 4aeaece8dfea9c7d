package dev.nearside.server.hub;

import org.jspecify.annotations.Nullable;

/**
 * What a person asks for.
 *
 * @param reference an id of the catalogue, {@code hf:OWNER/REPO[@REVISION]} or {@code gguf:FILE}
 * @param id the id that the model is to have here; null for the usual one
 * @param template the known chat template to be used in place of the model's own; null for its own
 */
public record WantedModel(
        String reference, @Nullable String id, @Nullable String template) {

    /** That model under its usual id with its own template. */
    public static WantedModel of(String reference) {
        return new WantedModel(reference, null, null);
    }
}
