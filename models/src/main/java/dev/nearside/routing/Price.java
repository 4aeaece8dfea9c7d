package dev.nearside.routing;

/**
 * What an upstream charges. The currency is the operator's own; all prices in one configuration are in the same.
 *
 * @param input for a million tokens of the prompt, 0 or more
 * @param output for a million tokens of the answer, 0 or more
 * @param isKnown whether anybody said so; what is not known counts as 0
 */
public record Price(double input, double output, boolean isKnown) {
    /** What the device costs. */
    public static final Price FREE = new Price(0, 0);

    /** Of an upstream whose price nobody said. */
    public static final Price UNKNOWN = new Price(0, 0, false);

    private static final double MILLION = 1e6;

    public Price {
        if (!(input >= 0) || !(output >= 0)) {
            throw new IllegalArgumentException("prices must be 0 or more, not " + input + " and " + output);
        }
    }

    /** A known price. */
    public Price(double input, double output) {
        this(input, output, true);
    }

    /** The price of so many tokens. */
    public double of(int promptTokens, int answerTokens) {
        return (promptTokens * input + answerTokens * output) / MILLION;
    }
}
