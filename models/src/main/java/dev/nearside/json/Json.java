package dev.nearside.json;

/**
 * Reads and writes JSON (RFC 8259) without reflection, so that it runs in the browser as it runs on the JVM.
 *
 * <pre>{@code
 * Json.read("{\"files\":[{\"bytes\":12}]}").field("files").items().get(0).field("bytes").asLong()  // 12
 * }</pre>
 */
public final class Json {
    private Json() {}

    /**
     * Parses one JSON text. A byte order mark before it is skipped. Nesting is limited to 128 levels, and a member's
     * name may stand only once in an object.
     *
     * @throws dev.nearside.error.InvalidInput if it is not JSON; the message ends with the place as line:column
     */
    public static JsonValue parse(String text) {
        return new JsonParser(text).document();
    }

    /**
     * Parses one JSON text and stands a cursor on its root.
     *
     * @throws dev.nearside.error.InvalidInput if it is not JSON; the message ends with the place as line:column
     */
    public static JsonCursor read(String text) {
        return JsonCursor.of(parse(text));
    }

    /** The value as compact JSON: no spaces, no line breaks. Surrogates that stand alone are escaped. */
    public static String write(JsonValue value) {
        return new JsonWriter(false).write(value);
    }

    /** The value as JSON for people: two spaces a level, a line break at the end. */
    public static String writeIndented(JsonValue value) {
        return new JsonWriter(true).write(value) + "\n";
    }
}
