package dev.nearside.comparison;

/** Every question with all its answers, to read. */
final class MarkdownAnswers {
    private MarkdownAnswers() {}

    static void write(Comparison comparison, StringBuilder text) {
        text.append("\n## Answers\n");
        for (ComparisonPrompt prompt : comparison.prompts()) {
            text.append("\n### ").append(MarkdownText.inline(prompt.title())).append("\n\n");
            text.append(MarkdownText.fenced(prompt.text()));
            if (prompt.checker() != null) {
                text.append("\nRight would be: ")
                        .append(MarkdownText.inline(prompt.expected()))
                        .append('\n');
            }
            for (Measure one : comparison.measures()) {
                if (one.prompt().equals(prompt.id())) {
                    answer(text, one, comparison.verdict(one));
                }
            }
        }
    }

    private static void answer(StringBuilder text, Measure one, Verdict verdict) {
        String failure = one.failure();
        text.append("\n#### ").append(MarkdownText.inline(one.contestant()));
        text.append(", run ").append(one.run() + 1).append(": ").append(verdict.label());
        if (one.tokens().cutOff() && verdict != Verdict.CUT_OFF) {
            text.append(", cut off");
        }
        text.append("\n\n");
        if (failure != null) {
            text.append("Failed: ").append(MarkdownText.inline(failure)).append("\n\n");
        }
        Measure.Times times = one.times();
        text.append("First token ").append(measured(times.firstToken(), "ms"));
        text.append(", prefill ").append(measured(times.prefill(), "tok/s"));
        text.append(", decode ").append(measured(times.decode(), "tok/s"));
        text.append(", total ").append(measured(times.total(), "ms"));
        text.append(", tokens ")
                .append(one.tokens().prompt())
                .append(" and ")
                .append(one.tokens().answer());
        text.append(", bytes out ").append(one.bytesOut()).append("\n\n");
        text.append(MarkdownText.fenced(one.text()));
    }

    private static String measured(double value, String unit) {
        return value > 0 ? ComparisonTables.rounded(value) + " " + unit : "–";
    }
}
