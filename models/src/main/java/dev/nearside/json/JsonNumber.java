package dev.nearside.json;

import dev.nearside.error.InvalidInput;

/**
 * A JSON number, kept as its text so that nothing is lost. Equality is by text: {@code 1} and {@code 1.0} differ.
 *
 * @param text the number as RFC 8259 writes it, for example {@code -1.5e3}
 */
public record JsonNumber(String text) implements JsonValue {

    /** The largest integer up to which every integer is a double: 2^53. */
    private static final double EXACT = 9_007_199_254_740_992.0;

    public JsonNumber {
        if (JsonNumberGrammar.end(text, 0) != text.length() || text.isEmpty()) {
            throw new IllegalArgumentException("not a JSON number: '" + text + "'");
        }
    }

    /** The number of an integer. */
    public static JsonNumber of(long value) {
        return new JsonNumber(Long.toString(value));
    }

    /**
     * The number of a double, without a fraction where it has none: {@code of(3.0)} is {@code 3}.
     *
     * @throws IllegalArgumentException if it is not finite: JSON has no such number
     */
    public static JsonNumber of(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("JSON has no number for " + value);
        }
        // In two steps, as TeaVM's JavaScript would print 3.0 differently from the JVM.
        boolean integer = Math.abs(value) < EXACT && (long) value == value;
        return new JsonNumber(integer ? Long.toString((long) value) : Double.toString(value));
    }

    @Override
    public String kind() {
        return "a number";
    }

    /**
     * The number as an int.
     *
     * @throws InvalidInput if it has a fraction or exponent, or lies outside an int's range
     */
    public int asInt() {
        long value = asLong();
        if (value < Integer.MIN_VALUE || value > Integer.MAX_VALUE) {
            throw new InvalidInput("expected an integer of 32 bits, found " + text);
        }
        return (int) value;
    }

    /**
     * The number as a long.
     *
     * @throws InvalidInput if it has a fraction or exponent, or lies outside a long's range
     */
    public long asLong() {
        if (!JsonNumberGrammar.isLong(text)) {
            throw new InvalidInput("expected an integer of 64 bits, found " + text);
        }
        return Long.parseLong(text);
    }

    /** The nearest double; infinite where the number is larger than any. */
    public double asDouble() {
        return Double.parseDouble(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
