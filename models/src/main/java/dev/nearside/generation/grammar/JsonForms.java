package dev.nearside.generation.grammar;

import dev.nearside.error.InvalidInput;
import dev.nearside.json.JsonCursor;
import dev.nearside.json.JsonObject;
import java.util.List;

/** Where texts of a form begin. */
public final class JsonForms {
    private JsonForms() {}

    /** Any JSON object. */
    public static Positions object() {
        return Positions.before(AnyValue.object(0));
    }

    /**
     * JSON that fits a schema (JSON Schema 2020-12; which part of it stands in docs/structured-output.md).
     *
     * @param path how errors name the schema's place
     * @throws InvalidInput if the schema restricts values in a way that is not supported; the message names it
     */
    public static Positions schema(String path, JsonObject schema) {
        JsonCursor root = new JsonCursor(path, schema);
        Form form = new SchemaReader(root).read(root);
        if (form.shortest(List.of()) == null) {
            throw root.error("no value fits this schema: it holds itself without end");
        }
        return Positions.before(form);
    }
}
