package dev.nearside.server.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Set;

/** Checks that JSON is of the types that OpenAI's API says, naming the first place where it is not. */
final class Shape {
    private Shape() {}

    /** The JSON is not of its shape. The message begins with the path, and shows nothing of the content. */
    static final class Mismatch extends Exception {
        private static final long serialVersionUID = 1L;

        Mismatch(String message) {
            super(message);
        }
    }

    /** That value as an object. */
    static ObjectNode object(JsonNode value, String path) throws Mismatch {
        if (value instanceof ObjectNode object) {
            return object;
        }
        throw mismatch(value, path, "an object");
    }

    /** Requires an array. */
    static JsonNode array(JsonNode value, String path) throws Mismatch {
        if (!value.isArray()) {
            throw mismatch(value, path, "an array");
        }
        return value;
    }

    /** Requires a member to be of one of those types, or null, or absent. */
    static void optional(ObjectNode of, String member, Set<JsonNodeType> types, String path) throws Mismatch {
        JsonNode value = of.path(member);
        if (!value.isNull() && !value.isMissingNode() && !types.contains(value.getNodeType())) {
            throw mismatch(
                    value, path + "." + member, types.iterator().next().name().toLowerCase(Locale.ROOT));
        }
    }

    /** A member that counts, 0 or more; the fallback if it is absent. */
    static int count(ObjectNode of, String member, int fallback, String path) throws Mismatch {
        JsonNode value = of.path(member);
        if (value.isMissingNode() || value.isNull()) {
            return fallback;
        }
        if (!value.canConvertToInt() || !value.isIntegralNumber() || value.intValue() < 0) {
            throw mismatch(value, path + "." + member, "a whole number of 0 or more");
        }
        return value.intValue();
    }

    private static Mismatch mismatch(JsonNode value, String path, String wanted) {
        String type =
                value.isMissingNode() ? "missing" : value.getNodeType().name().toLowerCase(Locale.ROOT);
        return new Mismatch(path + " must be " + wanted + ", and is " + type);
    }
}
