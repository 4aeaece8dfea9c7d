package dev.nearside.server;

/** Lengths as people read them. */
final class Bytes {
    private Bytes() {}

    /** For example {@code 131.4 MiB}, as the page says it (its {@code Amounts}). */
    static String text(long bytes) {
        if (bytes >= 1 << 30) {
            return tenths(bytes, 1 << 30) + " GiB";
        }
        if (bytes >= 1 << 20) {
            return tenths(bytes, 1 << 20) + " MiB";
        }
        return bytes >= 1 << 10 ? tenths(bytes, 1 << 10) + " KiB" : bytes + " bytes";
    }

    private static double tenths(long bytes, long unit) {
        return Math.round(bytes * 10.0 / unit) / 10.0;
    }
}
