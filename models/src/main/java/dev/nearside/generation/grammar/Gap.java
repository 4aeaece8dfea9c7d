package dev.nearside.generation.grammar;

import java.util.List;

/** White space, then what comes after; not much of it, as small models go on with it for ever. */
record Gap(Position then, int used) implements Position {
    private static final int MOST = 16;

    static Position before(Position then) {
        return new Gap(then, 0);
    }

    @Override
    public void next(int b, List<Position> out) {
        if (b == ' ' || b == '\n') {
            if (used < MOST) {
                out.add(new Gap(then, used + 1));
            }
        } else {
            then.next(b, out);
        }
    }

    @Override
    public String closing() {
        return then.closing();
    }
}
