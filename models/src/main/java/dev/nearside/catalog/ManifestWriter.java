package dev.nearside.catalog;

import dev.nearside.json.Json;
import dev.nearside.json.JsonArray;
import dev.nearside.json.JsonObject;
import dev.nearside.json.JsonValue;
import java.util.ArrayList;
import java.util.List;

/** Writes {@code manifest.json}. */
public final class ManifestWriter {
    private ManifestWriter() {}

    /** The manifest as indented JSON, which {@link ManifestReader} reads back to an equal one. */
    public static String write(Manifest manifest) {
        List<JsonValue> files = new ArrayList<>();
        for (ModelFile file : manifest.files()) {
            files.add(file.toJson());
        }
        JsonObject.Builder json = JsonObject.builder()
                .put("id", manifest.id())
                .put("title", manifest.title())
                .put("task", manifest.task())
                .put("licence", manifest.licence().toJson())
                .put("source", manifest.source().toJson())
                .put("files", new JsonArray(files))
                .put("runtime", manifest.runtime().toJson());
        if (manifest.tokenizer() != null) {
            json = json.put("tokenizer", manifest.tokenizer().toJson());
        }
        if (manifest.generation() != null) {
            json = json.put("generation", manifest.generation().toJson());
        }
        if (manifest.chatTemplate() != null) {
            json = json.put("chatTemplate", manifest.chatTemplate().toJson());
        }
        return Json.writeIndented(json.put("labels", JsonArray.ofStrings(manifest.labels()))
                .put("preprocessing", manifest.preprocessing())
                .put("limits", manifest.limits())
                .put("samples", JsonArray.ofStrings(manifest.samples()))
                .put("golden", manifest.golden().toJson())
                .build());
    }
}
