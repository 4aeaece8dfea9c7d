package dev.nearside.generation.grammar;

import java.util.List;

/** The end of the text: nothing may follow. */
enum End implements Position {
    END;

    @Override
    public void next(int unsignedByte, List<Position> out) {
        // Nothing may follow.
    }

    @Override
    public boolean mayEnd() {
        return true;
    }

    @Override
    public String closing() {
        return "";
    }
}
