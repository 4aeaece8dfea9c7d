package dev.nearside.json;

/** JSON's {@code true} or {@code false}. */
public record JsonBool(boolean value) implements JsonValue {

    @Override
    public String kind() {
        return "a boolean";
    }

    @Override
    public String toString() {
        return value ? "true" : "false";
    }
}
