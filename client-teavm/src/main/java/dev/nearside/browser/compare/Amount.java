package dev.nearside.browser.compare;

import dev.nearside.comparison.Spread;

/** Measured values, short enough for a table. */
final class Amount {
    private Amount() {}

    /** Whole from 100 on, else with one decimal, if it is not 0. */
    static String of(double value) {
        long tenths = Math.round(value * 10);
        return value >= 100 || tenths % 10 == 0 ? String.valueOf(Math.round(value)) : String.valueOf(tenths / 10.0);
    }

    /** The median, and in brackets the quartiles where they read otherwise. */
    static String of(Spread spread) {
        String median = of(spread.median());
        String lower = of(spread.lower());
        String upper = of(spread.upper());
        return lower.equals(median) && upper.equals(median) ? median : median + " (" + lower + "–" + upper + ")";
    }

    /** A sum of money in the currency of the prices, to a millionth: {@code 0.000079}, {@code 1.20}; {@code free} if it is none, {@code unknown} for NaN. */
    static String cost(double value) {
        if (Double.isNaN(value)) {
            return "unknown";
        }
        if (value == 0) {
            return "free";
        }
        long millionths = Math.max(1, Math.round(value * 1e6));
        String fraction = String.valueOf(1_000_000 + millionths % 1_000_000).substring(1);
        int end = fraction.length();
        while (end > 2 && fraction.charAt(end - 1) == '0') {
            end--;
        }
        return millionths / 1_000_000 + "." + fraction.substring(0, end);
    }
}
