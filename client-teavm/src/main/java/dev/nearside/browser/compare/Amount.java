package dev.nearside.browser.compare;

/** Measured values, short enough for a table. */
final class Amount {
    private Amount() {}

    /** Whole from 100 on, else with one decimal. */
    static String of(double value) {
        return value >= 100 ? String.valueOf(Math.round(value)) : String.valueOf(Math.round(value * 10) / 10.0);
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
