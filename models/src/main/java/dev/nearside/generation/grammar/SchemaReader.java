package dev.nearside.generation.grammar;

import dev.nearside.json.Json;
import dev.nearside.json.JsonArray;
import dev.nearside.json.JsonBool;
import dev.nearside.json.JsonCursor;
import dev.nearside.json.JsonNull;
import dev.nearside.json.JsonString;
import dev.nearside.json.JsonValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a JSON Schema. */
final class SchemaReader {
    /** Keywords that restrict values in ways that are not followed here. */
    private static final List<String> UNSUPPORTED = List.of(
            "allOf",
            "oneOf",
            "not",
            "if",
            "dependentRequired",
            "dependentSchemas",
            "patternProperties",
            "propertyNames",
            "minProperties",
            "maxProperties",
            "unevaluatedProperties",
            "prefixItems",
            "contains",
            "uniqueItems",
            "unevaluatedItems",
            "pattern",
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "multipleOf",
            "$dynamicRef");

    private final JsonCursor root;
    private final Map<String, Reference> references = new HashMap<>();

    SchemaReader(JsonCursor root) {
        this.root = root;
    }

    Form read(JsonCursor schema) {
        if (schema.value() instanceof JsonBool any) {
            if (!any.value()) {
                throw schema.error("no value fits 'false'");
            }
            return new AnyValue(1);
        }
        for (String keyword : UNSUPPORTED) {
            if (schema.optional(keyword).isPresent()) {
                throw schema.field(keyword).error("is not supported; see docs/structured-output.md");
            }
        }
        Optional<JsonCursor> reference = schema.optional("$ref");
        if (reference.isPresent()) {
            return reference(reference.get());
        }
        if (schema.asObject().members().containsKey("const")) {
            return new Literals(List.of(schema.field("const").value()));
        }
        Optional<JsonCursor> values = schema.optional("enum");
        if (values.isPresent()) {
            return literals(values.get());
        }
        Optional<JsonCursor> alternatives = schema.optional("anyOf");
        return alternatives.isPresent() ? anyOf(alternatives.get()) : typed(schema);
    }

    private static Form literals(JsonCursor values) {
        if (values.asArray().items().isEmpty()) {
            throw values.error("must hold at least one value");
        }
        return new Literals(values.asArray().items());
    }

    private Form anyOf(JsonCursor alternatives) {
        List<Form> forms = new ArrayList<>();
        for (JsonCursor alternative : alternatives.items()) {
            forms.add(read(alternative));
        }
        if (forms.isEmpty()) {
            throw alternatives.error("must hold at least one schema");
        }
        return new AnyOf(forms);
    }

    private Form reference(JsonCursor json) {
        String target = json.asString();
        Reference known = references.get(target);
        if (known != null) {
            return known;
        }
        Reference reference = new Reference();
        references.put(target, reference);
        reference.resolve(read(find(json)));
        return reference;
    }

    private JsonCursor find(JsonCursor reference) {
        String target = reference.asString();
        if (target.equals("#")) {
            return root;
        }
        for (String place : List.of("$defs", "definitions")) {
            String prefix = "#/" + place + "/";
            if (target.startsWith(prefix)) {
                String name = target.substring(prefix.length());
                Optional<JsonCursor> found = root.optional(place).flatMap(all -> all.optional(name));
                if (found.isPresent()) {
                    return found.get();
                }
            }
        }
        throw reference.error("'" + target + "' is not found; references are #, #/$defs/NAME and #/definitions/NAME");
    }

    private Form typed(JsonCursor schema) {
        Optional<JsonCursor> type = schema.optional("type");
        if (type.isEmpty()) {
            boolean object = schema.optional("properties").isPresent();
            return object ? object(schema) : new AnyValue(1);
        }
        if (!(type.get().value() instanceof JsonArray)) {
            return ofType(type.get(), schema);
        }
        List<Form> forms = new ArrayList<>();
        for (JsonCursor one : type.get().items()) {
            forms.add(ofType(one, schema));
        }
        if (forms.isEmpty()) {
            throw type.get().error("must name at least one type");
        }
        return new AnyOf(forms);
    }

    private Form ofType(JsonCursor type, JsonCursor schema) {
        return switch (type.asString()) {
            case "object" -> object(schema);
            case "array" ->
                new Lists(
                        schema.optional("items").map(this::read).orElseGet(() -> new AnyValue(1)),
                        number(schema, "minItems", 0),
                        most(schema, "minItems", "maxItems"));
            case "string" -> new Strings(number(schema, "minLength", 0), most(schema, "minLength", "maxLength"));
            case "number" -> new Numbers(false);
            case "integer" -> new Numbers(true);
            case "boolean" -> new Literals(List.of(new JsonBool(true), new JsonBool(false)));
            case "null" -> new Literals(List.of(JsonNull.NULL));
            default -> throw type.error("'" + type.asString() + "' is no type of JSON Schema");
        };
    }

    private static int number(JsonCursor schema, String name, int otherwise) {
        int value = schema.optional(name).map(JsonCursor::asInt).orElse(otherwise);
        if (value < 0) {
            throw schema.field(name).error("must be 0 or more, not " + value);
        }
        return value;
    }

    private static int most(JsonCursor schema, String leastName, String name) {
        int most = number(schema, name, Integer.MAX_VALUE);
        if (most < number(schema, leastName, 0)) {
            throw schema.field(name).error("is less than " + leastName);
        }
        return most;
    }

    private Form object(JsonCursor schema) {
        Optional<JsonCursor> properties = schema.optional("properties");
        List<String> required =
                schema.optional("required").map(JsonCursor::strings).orElse(List.of());
        Map<String, JsonCursor> named = properties.map(JsonCursor::fields).orElse(Map.of());
        for (String name : required) {
            if (!named.containsKey(name)) {
                throw schema.field("required").error("'" + name + "' is not in properties");
            }
        }
        if (properties.isEmpty()) {
            return dictionary(schema);
        }
        List<Records.Member> members = new ArrayList<>();
        for (Map.Entry<String, JsonCursor> entry : named.entrySet()) {
            String name = Json.write(new JsonString(entry.getKey()));
            members.add(new Records.Member(name, read(entry.getValue()), required.contains(entry.getKey())));
        }
        return new Records(members);
    }

    private Form dictionary(JsonCursor schema) {
        JsonValue additional = schema.asObject().members().get("additionalProperties");
        if (additional == null) {
            return AnyValue.object(1);
        }
        boolean none = additional instanceof JsonBool allowed && !allowed.value();
        return none ? new Records(List.of()) : new Dictionaries(read(schema.field("additionalProperties")));
    }
}
