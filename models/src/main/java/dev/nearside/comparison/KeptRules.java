package dev.nearside.comparison;

import dev.nearside.error.InvalidInput;
import dev.nearside.json.JsonCursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The person's own rules that a browser keeps, as {@link BreakEven#toRule} makes them or another page wrote them, in words. */
public final class KeptRules {
    private KeptRules() {}

    /**
     * What this browser's router does because of them.
     *
     * @param rules a JSON array, as the router reads it
     * @return a sentence; empty if there is no rule
     */
    public static Optional<String> describe(JsonCursor rules) {
        List<String> each = new ArrayList<>();
        try {
            rules.items().forEach(rule -> each.add(one(rule)));
        } catch (InvalidInput e) {
            // Who keeps such rules shall see it, and can forget them; the router leaves out what is none.
            return Optional.of(
                    "This browser keeps rules that are none (" + e.getMessage() + "); the router leaves them out.");
        }
        return each.isEmpty()
                ? Optional.empty()
                : Optional.of("In this browser the router " + String.join(", and ", each)
                        + ", as far as the server’s own rules" + " leave it to decide.");
    }

    private static String one(JsonCursor rule) {
        Optional<Integer> least = rule.optional("when")
                .flatMap(when -> when.optional("minTokens"))
                .map(JsonCursor::asInt);
        List<String> use = rule.optional("then")
                .flatMap(then -> then.optional("use"))
                .map(JsonCursor::strings)
                .orElse(List.of());
        if (least.isEmpty() || use.isEmpty()) {
            return "follows “" + rule.optional("name").map(JsonCursor::asString).orElse("a rule") + "”";
        }
        return "asks " + String.join(", then ", use) + " first, for prompts "
                + (least.get() <= 1 ? "of any length" : "from " + least.get() + " tokens on");
    }
}
