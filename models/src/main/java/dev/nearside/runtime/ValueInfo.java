package dev.nearside.runtime;

import dev.nearside.tensor.ElementType;
import java.util.List;

/**
 * An input or output of a session.
 *
 * @param name its name in the graph
 * @param type its element type
 * @param dims its axes, outermost first: a number where the size is fixed, the graph's symbol where it is free,
 *     for example {@code ["batch", "1", "28", "28"]}
 */
public record ValueInfo(String name, ElementType type, List<String> dims) {
    public ValueInfo {
        dims = List.copyOf(dims);
    }

    /** As a log shows it: {@code image float32[batch, 1, 28, 28]}. */
    @Override
    public String toString() {
        return name + " " + type.label() + dims;
    }
}
