package dev.nearside.generation.grammar;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A form that is described elsewhere, perhaps around this very place. */
final class Reference implements Form {
    private @Nullable Form target;

    void resolve(Form form) {
        target = form;
    }

    private Form target() {
        if (target == null) {
            throw new IllegalStateException("the reference was not resolved");
        }
        return target;
    }

    @Override
    public void begin(int b, Position then, List<Position> out) {
        target().begin(b, then, out);
    }

    @Override
    public @Nullable String shortest(List<Form> open) {
        if (open.contains(this)) {
            return null;
        }
        List<Form> inner = new ArrayList<>(open);
        inner.add(this);
        return target().shortest(inner);
    }
}
