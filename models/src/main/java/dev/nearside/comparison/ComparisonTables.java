package dev.nearside.comparison;

import dev.nearside.comparison.DecisionMatrix.Cell;
import dev.nearside.comparison.DecisionMatrix.Criterion;
import dev.nearside.comparison.DecisionMatrix.Row;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A comparison as tables to read, in Markdown. */
final class ComparisonTables {
    private final Comparison comparison;

    ComparisonTables(Comparison comparison) {
        this.comparison = comparison;
    }

    String markdown() {
        StringBuilder text = new StringBuilder("# Comparison\n\n");
        text.append("Times and speeds are medians, and in brackets the quarter of the values below and above;"
                + " right, failed, bytes out and cost are of all answers together.\n\n");
        row(
                text,
                "",
                "First token, ms",
                "Prefill, tok/s",
                "Decode, tok/s",
                "Total, ms",
                "Right",
                "Failed",
                "Bytes out, in all",
                "Cost, in all");
        row(text, "---", "---", "---", "---", "---", "---", "---", "---", "---");
        for (Summary one : comparison.summaries()) {
            row(
                    text,
                    one.contestant().id(),
                    spread(one.firstToken()),
                    spread(one.prefill()),
                    spread(one.decode()),
                    spread(one.total()),
                    one.describeRight(),
                    String.valueOf(one.asked() - one.answered()),
                    String.valueOf(one.bytesOut()),
                    Double.isNaN(one.cost()) ? "unknown" : rounded(one.cost()));
        }
        matrix(text);
        for (BreakEven even : comparison.breakEvens()) {
            text.append("\n- ").append(MarkdownText.inline(even.describe()));
        }
        for (Map.Entry<String, Integer> won : comparison.wins().entrySet()) {
            text.append("\n- ").append(won.getKey().isEmpty() ? "No difference" : MarkdownText.inline(won.getKey()));
            text.append(": ").append(won.getValue()).append(won.getValue() == 1 ? " blind vote" : " blind votes");
        }
        text.append('\n');
        MarkdownAnswers.write(comparison, text);
        return text.toString();
    }

    private void matrix(StringBuilder text) {
        text.append("\n| |");
        for (Criterion criterion : Criterion.values()) {
            text.append(' ').append(title(criterion)).append(" |");
        }
        text.append("\n|---|---|---|---|---|---|\n");
        for (Row row : comparison.matrix().rows()) {
            text.append("| ").append(MarkdownText.inline(row.contestant().id())).append(" |");
            for (Cell cell : row.cells()) {
                text.append(' ').append(cell.describe()).append(" |");
            }
            text.append('\n');
        }
    }

    /** The head of a column. */
    static String title(Criterion criterion) {
        return switch (criterion) {
            case LATENCY -> "Latency";
            case COST -> "Cost";
            case PRIVACY -> "Privacy";
            case CAPABILITY -> "Capability";
            case RELIABILITY -> "Reliability";
        };
    }

    private static void row(StringBuilder text, String... cells) {
        text.append('|');
        for (String one : cells) {
            text.append(' ').append(MarkdownText.inline(one)).append(" |");
        }
        text.append('\n');
    }

    private static String spread(@Nullable Spread spread) {
        return spread == null
                ? "–"
                : rounded(spread.median()) + " (" + rounded(spread.lower()) + "–" + rounded(spread.upper()) + ")";
    }

    /** Three digits that count, as whole numbers from 100 on. */
    static String rounded(double value) {
        double size = Math.abs(value);
        double unit = size >= 100 ? 1 : size >= 10 ? 10 : size >= 1 ? 100 : 100_000;
        double rounded = Math.round(value * unit) / unit;
        return rounded == Math.rint(rounded) ? String.valueOf((long) rounded) : String.valueOf(rounded);
    }
}
