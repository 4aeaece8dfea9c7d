package dev.nearside.routing;

import dev.nearside.json.JsonCursor;
import java.util.List;
import java.util.Optional;

/** The members of an object in the rules: a misspelt one is an error, not a rule that never holds. */
record Members(JsonCursor json) {

    static Members of(JsonCursor json, String... known) {
        List<String> names = List.of(known);
        json.fields().forEach((name, value) -> {
            if (!names.contains(name)) {
                throw value.error("is unknown; known are " + String.join(", ", names));
            }
        });
        return new Members(json);
    }

    Optional<JsonCursor> get(String name) {
        return json.optional(name);
    }

    /** A whole number of at least {@code least}; the fallback if it is absent. */
    int whole(String name, int least, int fallback) {
        Optional<JsonCursor> value = get(name);
        if (value.isPresent() && value.get().asInt() < least) {
            throw value.get()
                    .error("must be " + least + " or more, not " + value.get().asInt());
        }
        return value.map(JsonCursor::asInt).orElse(fallback);
    }

    /** A number of 0 or more; the fallback if it is absent. */
    double amount(String name, double fallback) {
        Optional<JsonCursor> value = get(name);
        if (value.isPresent() && !(value.get().asDouble() >= 0)) {
            throw value.get().error("must be 0 or more, not " + value.get().asDouble());
        }
        return value.map(JsonCursor::asDouble).orElse(fallback);
    }

    /** A boolean; false if it is absent. */
    boolean flag(String name) {
        return get(name).map(JsonCursor::asBoolean).orElse(false);
    }

    /** A text that is not blank; the fallback if it is absent. */
    String text(String name, String fallback) {
        Optional<JsonCursor> value = get(name);
        if (value.isPresent() && value.get().asString().isBlank()) {
            throw value.get().error("must not be blank");
        }
        return value.map(JsonCursor::asString).orElse(fallback);
    }

    List<String> strings(String name) {
        return get(name).map(JsonCursor::strings).orElse(List.of());
    }
}
