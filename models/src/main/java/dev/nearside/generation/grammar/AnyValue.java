package dev.nearside.generation.grammar;

import dev.nearside.json.JsonBool;
import dev.nearside.json.JsonNull;
import java.util.List;

/** Any JSON value, nested only so deep that any program can read it. */
final class AnyValue implements Form {
    private static final int DEEPEST = 32;
    private static final Form SCALARS = new AnyOf(List.of(
            new Strings(0, Integer.MAX_VALUE),
            new Numbers(false),
            new Literals(List.of(new JsonBool(true), new JsonBool(false), JsonNull.NULL))));

    private final int depth;

    AnyValue(int depth) {
        this.depth = depth;
    }

    /** Any JSON object whose own depth is that. */
    static Form object(int depth) {
        return new Dictionaries(new AnyValue(depth + 1));
    }

    @Override
    public void begin(int b, Position then, List<Position> out) {
        if (b == '{' || b == '[') {
            if (depth < DEEPEST) {
                Form nested = b == '{' ? object(depth) : new Lists(new AnyValue(depth + 1), 0, Integer.MAX_VALUE);
                nested.begin(b, then, out);
            }
        } else {
            SCALARS.begin(b, then, out);
        }
    }

    @Override
    public String shortest(List<Form> open) {
        return "0";
    }
}
