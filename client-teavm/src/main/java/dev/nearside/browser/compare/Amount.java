package dev.nearside.browser.compare;

/** Measured values, short enough for a table. */
final class Amount {
    private Amount() {}

    /** Whole from 100 on, else with one decimal. */
    static String of(double value) {
        return value >= 100 ? String.valueOf(Math.round(value)) : String.valueOf(Math.round(value * 10) / 10.0);
    }

    /** A sum of money in the currency of the prices. */
    static String cost(double value) {
        return value == 0 ? "free" : String.valueOf(Math.round(value * 1e6) / 1e6);
    }
}
