package dev.nearside.server.gguf.format;

import dev.nearside.error.InvalidInput;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The metadata of a GGUF file, by key. */
public final class Metadata {
    private final Map<String, MetadataValue> values;

    Metadata(Map<String, MetadataValue> values) {
        this.values = new LinkedHashMap<>(values);
    }

    /** Whether the file has that key. */
    public boolean has(String key) {
        return values.containsKey(key);
    }

    /** The string under that key; empty if there is none. */
    public Optional<String> text(String key) {
        return find(key, "a string", Metadata::textOf);
    }

    /** The integer under that key; empty if there is none. */
    public Optional<Long> whole(String key) {
        return find(key, "an integer", Metadata::wholeOf);
    }

    /** The number under that key, an integer too; empty if there is none. */
    public Optional<Double> number(String key) {
        return find(key, "a number", Metadata::numberOf);
    }

    /** The flag under that key; empty if there is none. */
    public Optional<Boolean> flag(String key) {
        return find(key, "a flag", Metadata::flagOf);
    }

    /** The array of strings under that key; empty if there is none. */
    public Optional<List<String>> texts(String key) {
        return find(key, "an array of strings", value -> all(value, Metadata::textOf));
    }

    /** The array of numbers under that key; empty if there is none. */
    public Optional<List<Double>> numbers(String key) {
        return find(key, "an array of numbers", value -> all(value, Metadata::numberOf));
    }

    /** The error for a key that must be there. */
    public InvalidInput missing(String key) {
        return new InvalidInput("the file's metadata lacks '" + key + "'");
    }

    private <T> Optional<T> find(String key, String wanted, Function<MetadataValue, Optional<T>> read) {
        MetadataValue value = values.get(key);
        if (value == null) {
            return Optional.empty();
        }
        Optional<T> found = read.apply(value);
        if (found.isEmpty()) {
            throw new InvalidInput("'" + key + "' in the file's metadata is " + value.kind() + " and not " + wanted);
        }
        return found;
    }

    private static Optional<String> textOf(MetadataValue value) {
        return value instanceof MetadataValue.Words words ? Optional.of(words.value()) : Optional.empty();
    }

    private static Optional<Long> wholeOf(MetadataValue value) {
        return value instanceof MetadataValue.Whole whole ? Optional.of(whole.value()) : Optional.empty();
    }

    private static Optional<Boolean> flagOf(MetadataValue value) {
        return value instanceof MetadataValue.Flag flag ? Optional.of(flag.value()) : Optional.empty();
    }

    private static Optional<Double> numberOf(MetadataValue value) {
        return value instanceof MetadataValue.Real real
                ? Optional.of(real.value())
                : wholeOf(value).map(Long::doubleValue);
    }

    private static <T> Optional<List<T>> all(MetadataValue value, Function<MetadataValue, Optional<T>> read) {
        if (!(value instanceof MetadataValue.Items items)) {
            return Optional.empty();
        }
        List<T> all = new ArrayList<>(items.values().size());
        for (MetadataValue item : items.values()) {
            Optional<T> one = read.apply(item);
            if (one.isEmpty()) {
                return Optional.empty();
            }
            all.add(one.get());
        }
        return Optional.of(all);
    }
}
