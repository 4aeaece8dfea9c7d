package dev.nearside.catalog;

import dev.nearside.json.JsonCursor;
import dev.nearside.json.JsonObject;

/**
 * A file of a model as the catalog lists it.
 *
 * @param path its path within the model's folder
 * @param bytes its length
 * @param sha256 its SHA-256 in 64 lower-case hexadecimal digits
 * @param url where it is served, for example {@code /models/digits/digits.onnx?v=<sha256>}; what stands there never
 *     changes
 */
public record CatalogFile(String path, long bytes, String sha256, String url) {

    static CatalogFile read(JsonCursor json) {
        return new CatalogFile(
                json.field("path").asString(),
                json.field("bytes").asLong(),
                json.field("sha256").asString(),
                json.field("url").asString());
    }

    JsonObject toJson() {
        return JsonObject.builder()
                .put("path", path)
                .put("bytes", bytes)
                .put("sha256", sha256)
                .put("url", url)
                .build();
    }
}
