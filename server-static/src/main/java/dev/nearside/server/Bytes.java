package dev.nearside.server;

import java.util.Locale;

/** Lengths as people read them. */
final class Bytes {
    private Bytes() {}

    /** For example {@code 98.4 MB}. */
    static String text(long bytes) {
        if (bytes < 1_000_000) {
            return String.format(Locale.ROOT, "%.1f kB", bytes / 1e3);
        }
        return String.format(
                Locale.ROOT, bytes < 1_000_000_000 ? "%.1f MB" : "%.2f GB", bytes / (bytes < 1e9 ? 1e6 : 1e9));
    }
}
