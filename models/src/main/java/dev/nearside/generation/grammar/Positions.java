package dev.nearside.generation.grammar;

import java.util.ArrayList;
import java.util.List;

/** All places that the text so far can have led to. Immutable. */
public final class Positions {
    private final List<Position> all;

    private Positions(List<Position> all) {
        this.all = all;
    }

    /** Before the text of that form. */
    static Positions before(Form form) {
        return new Positions(List.of(new Before(form, End.END)));
    }

    /** Where another byte leads; empty if it may not come next. */
    public Positions next(int unsignedByte) {
        List<Position> reached = new ArrayList<>(1);
        for (Position position : all) {
            position.next(unsignedByte, reached);
        }
        if (reached.size() == 1) {
            return all.size() == 1 && reached.get(0) == all.get(0) ? this : new Positions(reached);
        }
        List<Position> distinct = new ArrayList<>();
        for (Position position : reached) {
            if (!distinct.contains(position)) {
                distinct.add(position);
            }
        }
        return new Positions(distinct);
    }

    /** Whether no text goes on so. */
    public boolean isEmpty() {
        return all.isEmpty();
    }

    /** Whether the text may end here. */
    public boolean mayEnd() {
        for (Position position : all) {
            if (position.mayEnd()) {
                return true;
            }
        }
        return false;
    }

    /** Whether the text must end here. */
    public boolean mustEnd() {
        return all.size() == 1 && all.get(0) == End.END;
    }

    /**
     * A short text that ends well from here. Of a character that is broken off here the bytes so far are taken as not
     * written.
     */
    public String closing() {
        String shortest = all.get(0).closing();
        for (Position position : all) {
            String one = position.closing();
            shortest = one.length() < shortest.length() ? one : shortest;
        }
        return shortest;
    }
}
