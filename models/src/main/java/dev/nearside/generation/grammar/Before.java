package dev.nearside.generation.grammar;

import java.util.List;

/** The place before a value. */
record Before(Form form, Position then) implements Position {
    @Override
    public void next(int b, List<Position> out) {
        form.begin(b, then, out);
    }

    @Override
    public String closing() {
        return form.shortest() + then.closing();
    }
}
