package dev.nearside.catalog;

import dev.nearside.json.JsonCursor;
import dev.nearside.json.JsonObject;

/**
 * Under which terms a model may be used.
 *
 * @param name its SPDX identifier or title, for example {@code MIT}
 * @param url where its text stands
 */
public record Licence(String name, String url) {

    static Licence read(JsonCursor json) {
        return new Licence(json.field("name").asString(), json.field("url").asString());
    }

    JsonObject toJson() {
        return JsonObject.builder().put("name", name).put("url", url).build();
    }
}
