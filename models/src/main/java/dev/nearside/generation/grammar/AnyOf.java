package dev.nearside.generation.grammar;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A value of one of several forms. */
final class AnyOf implements Form {
    private final List<Form> forms;

    AnyOf(List<Form> forms) {
        this.forms = List.copyOf(forms);
    }

    @Override
    public void begin(int b, Position then, List<Position> out) {
        for (Form form : forms) {
            form.begin(b, then, out);
        }
    }

    @Override
    public @Nullable String shortest(List<Form> open) {
        String least = null;
        for (Form form : forms) {
            String one = form.shortest(open);
            if (one != null && (least == null || one.length() < least.length())) {
                least = one;
            }
        }
        return least;
    }
}
