package dev.nearside.browser.dom;

import org.jspecify.annotations.Nullable;

/** Amounts and other values as people read them. */
public final class Amounts {
    private Amounts() {}

    /** Bytes: {@code 23.1 MiB}. */
    public static String bytes(double bytes) {
        if (bytes >= 1 << 30) {
            return Math.round(bytes / (1 << 30) * 10) / 10.0 + " GiB";
        }
        if (bytes >= 1 << 20) {
            return Math.round(bytes / (1 << 20) * 10) / 10.0 + " MiB";
        }
        return bytes >= 1024 ? Math.round(bytes / 102.4) / 10.0 + " KiB" : Math.round(bytes) + " bytes";
    }

    /** A number of things, a comma after each three digits: {@code 1,204 passages}; {@code 1 file}. */
    public static String count(long number, String thing) {
        return grouped(number) + " " + thing + (number == 1 ? "" : "s");
    }

    /** A number with a comma after each three digits: {@code 1,204}. */
    public static String grouped(long number) {
        String digits = String.valueOf(number);
        StringBuilder text = new StringBuilder(digits);
        for (int at = digits.length() - 3; at > 0; at -= 3) {
            text.insert(at, ',');
        }
        return text.toString();
    }

    /** Milliseconds: {@code 12.3 ms}, {@code 1172 ms}. */
    public static String millis(double millis) {
        if (millis >= 100) {
            return Math.round(millis) + " ms";
        }
        return Math.round(millis * 100) / 100.0 + " ms";
    }

    /** The name of an execution provider, {@code webgpu} or {@code wasm}; a dash for null. */
    public static String provider(@Nullable String provider) {
        if (provider == null) {
            return "–";
        }
        return provider.equals("webgpu") ? "WebGPU" : "WebAssembly";
    }

    /** A rank: {@code 1st}, {@code 22nd}, {@code 113th}. */
    public static String ordinal(int rank) {
        int tens = rank % 100;
        if (tens >= 11 && tens <= 13) {
            return rank + "th";
        }
        return switch (rank % 10) {
            case 1 -> rank + "st";
            case 2 -> rank + "nd";
            case 3 -> rank + "rd";
            default -> rank + "th";
        };
    }
}
