package dev.nearside.tokenizer;

import dev.nearside.error.InvalidInput;
import dev.nearside.json.JsonCursor;
import java.util.List;

/**
 * One part of a {@code tokenizer.json}: an object with a type. What it says is taken field by field, and a field that
 * nobody here knows is refused, as it would change what the tokenizer does.
 */
record Component(JsonCursor json) {

    String type() {
        return json.field("type").asString();
    }

    /** Complains about any field but these and the type. */
    void allowOnly(String... fields) {
        List<String> known = List.of(fields);
        for (String name : json.asObject().members().keySet()) {
            if (!name.equals("type") && !known.contains(name)) {
                throw json.field(name).error(type() + " has no such field here");
            }
        }
    }

    InvalidInput unsupported(String what) {
        return json.field("type").error(what + " '" + type() + "' is not supported");
    }

    boolean flag(String name, boolean otherwise) {
        return json.optional(name).map(JsonCursor::asBoolean).orElse(otherwise);
    }

    String text(String name, String otherwise) {
        return json.optional(name).map(JsonCursor::asString).orElse(otherwise);
    }

    /** The one code point that a field is. */
    int character(String name) {
        String text = json.field(name).asString();
        if (text.isEmpty() || Character.charCount(text.codePointAt(0)) != text.length()) {
            throw json.field(name).error("expected one character, found '" + text + "'");
        }
        return text.codePointAt(0);
    }

    List<Component> parts(String name) {
        return json.field(name).items().stream().map(Component::new).toList();
    }
}
