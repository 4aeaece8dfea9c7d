package dev.nearside.server.config;

import org.jspecify.annotations.Nullable;

/**
 * A value that holds, and where it is from.
 *
 * @param from a flag, an environment variable, the settings file, or {@code default}
 */
public record Setting<T>(T value, String from) {
    /** Where what nobody set is from. */
    static final String DEFAULT = "default";

    /** Goes through the sources of a setting. The first that says something counts. */
    record Search<T>(@Nullable Setting<T> found) {
        static <T> Search<T> in(String from, @Nullable T value) {
            return new Search<>(value == null ? null : new Setting<>(value, from));
        }

        Search<T> or(String from, @Nullable T value) {
            return found != null ? this : in(from, value);
        }

        Setting<T> orElse(T fallback) {
            return found != null ? found : new Setting<>(fallback, DEFAULT);
        }
    }
}
