package dev.nearside.generation.grammar;

import java.util.List;

/** Within a text that can only be this one. */
record Literal(Utf8Text text, int at, Position then) implements Position {

    /** The place after the first byte, if it is this one. */
    static void begin(Utf8Text text, int b, Position then, List<Position> out) {
        new Literal(text, 0, then).next(b, out);
    }

    @Override
    public void next(int b, List<Position> out) {
        if (text.byteAt(at) == b) {
            out.add(at + 1 == text.length() ? then : new Literal(text, at + 1, then));
        }
    }

    @Override
    public String closing() {
        return text.fromCharacterAt(at) + then.closing();
    }
}
