package dev.nearside.server.gguf;

import dev.nearside.catalog.Manifest;
import java.nio.file.Path;
import java.util.List;

/**
 * What came of a conversion.
 *
 * @param manifest as it stands in the folder
 * @param folder where the model is
 * @param notes what a person should know of it, a sentence each; often none
 */
public record ConvertedModel(Manifest manifest, Path folder, List<String> notes) {
    public ConvertedModel {
        notes = List.copyOf(notes);
    }
}
