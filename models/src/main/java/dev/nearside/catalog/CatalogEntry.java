package dev.nearside.catalog;

import dev.nearside.json.JsonArray;
import dev.nearside.json.JsonCursor;
import dev.nearside.json.JsonObject;
import dev.nearside.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model as the catalog lists it.
 *
 * @param id its name in addresses
 * @param title its name for people
 * @param task what it does
 * @param licence under which terms
 * @param source where it comes from
 * @param bytes length of all files together
 * @param installed whether the files are there, so that the addresses answer
 * @param manifest where its manifest is served, for example {@code /models/digits/manifest.json?v=<sha256>}
 * @param files its files
 * @param needs what it needs of a device; null if it generates no text, or nobody knows yet
 */
public record CatalogEntry(
        String id,
        String title,
        String task,
        Licence licence,
        Source source,
        long bytes,
        boolean installed,
        String manifest,
        List<CatalogFile> files,
        @Nullable ModelNeeds needs) {

    public CatalogEntry {
        files = List.copyOf(files);
    }

    /**
     * The entry of a model whose files lie under {@code /models/{id}/}.
     *
     * @param manifestSha256 the SHA-256 of its {@code manifest.json} as served
     */
    public static CatalogEntry of(Manifest manifest, String manifestSha256, boolean installed) {
        String folder = "/models/" + manifest.id() + "/";
        List<CatalogFile> files = new ArrayList<>();
        for (ModelFile file : manifest.files()) {
            String url = folder + file.path() + "?v=" + file.sha256();
            files.add(new CatalogFile(file.path(), file.bytes(), file.sha256(), url));
        }
        return new CatalogEntry(
                manifest.id(),
                manifest.title(),
                manifest.task(),
                manifest.licence(),
                manifest.source(),
                manifest.bytes(),
                installed,
                folder + "manifest.json?v=" + manifestSha256,
                files,
                ModelNeeds.of(manifest).orElse(null));
    }

    static CatalogEntry read(JsonCursor json) {
        List<CatalogFile> files = new ArrayList<>();
        for (JsonCursor file : json.field("files").items()) {
            files.add(CatalogFile.read(file));
        }
        return new CatalogEntry(
                json.field("id").asString(),
                json.field("title").asString(),
                json.field("task").asString(),
                Licence.read(json.field("licence")),
                Source.read(json.field("source")),
                json.field("bytes").asLong(),
                json.field("installed").asBoolean(),
                json.field("manifest").asString(),
                files,
                json.optional("needs").map(ModelNeeds::read).orElse(null));
    }

    JsonObject toJson() {
        List<JsonValue> items = new ArrayList<>();
        for (CatalogFile file : files) {
            items.add(file.toJson());
        }
        JsonObject.Builder entry = JsonObject.builder()
                .put("id", id)
                .put("title", title)
                .put("task", task)
                .put("licence", licence.toJson())
                .put("source", source.toJson())
                .put("bytes", bytes)
                .put("installed", installed)
                .put("manifest", manifest)
                .put("files", new JsonArray(items));
        return (needs == null ? entry : entry.put("needs", needs.toJson())).build();
    }
}
