package dev.nearside.json;

/** A JSON value (RFC 8259). Immutable; equality is by content. {@code toString()} of every kind is its compact JSON. */
public sealed interface JsonValue permits JsonObject, JsonArray, JsonString, JsonNumber, JsonBool, JsonNull {

    /** What the value is, as errors name it: {@code an object}, {@code a string}, … */
    String kind();
}
