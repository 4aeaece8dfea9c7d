package dev.nearside.catalog;

import dev.nearside.json.Json;
import dev.nearside.json.JsonArray;
import dev.nearside.json.JsonCursor;
import dev.nearside.json.JsonObject;
import dev.nearside.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The catalog of all models, served as {@code /models/index.json}. */
public record CatalogIndex(List<CatalogEntry> models) {
    public CatalogIndex {
        models = List.copyOf(models);
    }

    /**
     * Reads the catalog.
     *
     * @throws dev.nearside.error.InvalidInput if it is not one; the message names the place
     */
    public static CatalogIndex parse(String json) {
        List<CatalogEntry> models = new ArrayList<>();
        for (JsonCursor entry : Json.read(json).field("models").items()) {
            models.add(CatalogEntry.read(entry));
        }
        return new CatalogIndex(models);
    }

    /** The model of that id; empty if the catalog has none. */
    public Optional<CatalogEntry> find(String id) {
        return models.stream().filter(entry -> entry.id().equals(id)).findFirst();
    }

    /** The catalog as JSON, which {@link #parse} reads back to an equal one. */
    public String toJson() {
        List<JsonValue> items = new ArrayList<>();
        for (CatalogEntry entry : models) {
            items.add(entry.toJson());
        }
        return Json.writeIndented(
                JsonObject.builder().put("models", new JsonArray(items)).build());
    }
}
