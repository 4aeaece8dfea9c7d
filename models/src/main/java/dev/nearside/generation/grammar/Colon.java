package dev.nearside.generation.grammar;

import java.util.List;

/** The place after a member's name. */
record Colon(Form value, Position then) implements Position {
    @Override
    public void next(int b, List<Position> out) {
        if (b == ':') {
            out.add(Gap.before(new Before(value, then)));
        }
    }

    @Override
    public String closing() {
        return ":" + value.shortest() + then.closing();
    }
}
