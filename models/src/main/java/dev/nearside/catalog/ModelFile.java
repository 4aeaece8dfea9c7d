package dev.nearside.catalog;

import dev.nearside.json.JsonCursor;
import dev.nearside.json.JsonObject;

/**
 * A file of a model.
 *
 * @param path its path within the model's folder, with {@code /} between names
 * @param bytes its length
 * @param sha256 its SHA-256 in 64 lower-case hexadecimal digits
 */
public record ModelFile(String path, long bytes, String sha256) {

    static ModelFile read(JsonCursor json) {
        return new ModelFile(
                json.field("path").asString(),
                json.field("bytes").asLong(),
                json.field("sha256").asString());
    }

    JsonObject toJson() {
        return JsonObject.builder()
                .put("path", path)
                .put("bytes", bytes)
                .put("sha256", sha256)
                .build();
    }
}
