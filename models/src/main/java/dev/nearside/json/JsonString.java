package dev.nearside.json;

/**
 * A JSON string.
 *
 * @param value its characters, unescaped; a surrogate that stands alone in the text stands alone here
 */
public record JsonString(String value) implements JsonValue {

    @Override
    public String kind() {
        return "a string";
    }

    /** The string as JSON, in quotes. */
    @Override
    public String toString() {
        return Json.write(this);
    }
}
