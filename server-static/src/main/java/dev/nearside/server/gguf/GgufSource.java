package dev.nearside.server.gguf;

import dev.nearside.catalog.Source;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file to convert and what to call the model.
 *
 * @param file the GGUF file
 * @param id the model's id in the catalog
 * @param origin where the file is from; null to say what its metadata says
 */
public record GgufSource(Path file, String id, @Nullable Source origin) {

    /** A file about which only its metadata is known. */
    public GgufSource(Path file, String id) {
        this(file, id, null);
    }
}
