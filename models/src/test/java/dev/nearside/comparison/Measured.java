package dev.nearside.comparison;

import dev.nearside.comparison.Measure.Times;
import dev.nearside.comparison.Measure.Tokens;
import dev.nearside.routing.Price;
import java.util.List;

/** Measures of a tab and a cloud that were asked one question. */
final class Measured {
    static final Contestant TAB = new Contestant("tab on wasm", "tab/smollm2", "tab", Price.FREE);
    static final Contestant CLOUD = new Contestant("openai/gpt", "openai/gpt", "upstream", new Price(1_000, 2_000));
    static final ComparisonPrompt SUM = ComparisonPrompt.BUILT_IN.get(1);

    private Measured() {}

    static Measure answer(Contestant by, int promptTokens, double firstToken) {
        return new Measure(
                by.id(),
                SUM.id(),
                0,
                "43",
                new Times(firstToken, firstToken * 2, 100, 20),
                new Tokens(promptTokens, 10, false),
                by.leavesTheDevice() ? 300 : 0,
                null);
    }

    static Measure failure(Contestant by) {
        return new Measure(
                by.id(),
                SUM.id(),
                1,
                "",
                new Times(0, 0, 0, 0),
                new Tokens(0, 0, false),
                300,
                "it was =gone, \"really\"");
    }

    static Comparison of(Measure... measures) {
        return new Comparison(List.of(TAB, CLOUD), List.of(SUM), List.of(measures), List.of());
    }
}
