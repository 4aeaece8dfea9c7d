package dev.nearside.generation.grammar;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A form that a JSON value can have. Compared by identity. */
interface Form {

    /**
     * Adds the places that a value's first byte leads to; none if no value begins so.
     *
     * @param then the place after the value
     */
    void begin(int unsignedByte, Position then, List<Position> out);

    /**
     * A short value of this form.
     *
     * @param open the forms that this one is asked from within
     * @return null if there is none that does not hold one of {@code open} again
     */
    @Nullable
    String shortest(List<Form> open);

    /** A short value of this form, of which it is known that there is one. */
    default String shortest() {
        String shortest = shortest(List.of());
        if (shortest == null) {
            throw new IllegalStateException("the form has no end");
        }
        return shortest;
    }
}
