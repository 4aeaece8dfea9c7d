package dev.nearside.comparison;

import dev.nearside.comparison.DecisionMatrix.Cell;
import dev.nearside.comparison.DecisionMatrix.Criterion;
import dev.nearside.comparison.DecisionMatrix.Row;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A comparison as text for other programs and for people. */
final class ComparisonTables {
    private final Comparison comparison;

    ComparisonTables(Comparison comparison) {
        this.comparison = comparison;
    }

    String csv() {
        StringBuilder csv = new StringBuilder("contestant,prompt,run,right,first_token_ms,total_ms,prefill_tok_s,"
                + "decode_tok_s,prompt_tokens,answer_tokens,bytes_out,cut_off,failure,text\r\n");
        for (Measure one : comparison.measures()) {
            csv.append(quoted(one.contestant())).append(',').append(quoted(one.prompt()));
            csv.append(',').append(one.run()).append(',');
            comparison.isRight(one).ifPresent(csv::append);
            csv.append(',').append(rounded(one.times().firstToken()));
            csv.append(',').append(rounded(one.times().total()));
            csv.append(',').append(rounded(one.times().prefill()));
            csv.append(',').append(rounded(one.times().decode()));
            csv.append(',')
                    .append(one.tokens().prompt())
                    .append(',')
                    .append(one.tokens().answer());
            csv.append(',').append(one.bytesOut());
            csv.append(',').append(one.tokens().cutOff()).append(',');
            csv.append(quoted(one.failure() == null ? "" : one.failure()))
                    .append(',')
                    .append(quoted(one.text()));
            csv.append("\r\n");
        }
        return csv.toString();
    }

    /** What begins as a formula would be one in a spreadsheet; an apostrophe before it makes it text. */
    private static String quoted(String text) {
        String plain = text;
        if (!text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0) {
            plain = "'" + text;
        }
        return '"' + plain.replace("\"", "\"\"") + '"';
    }

    String markdown() {
        StringBuilder text = new StringBuilder("# Comparison\n\n");
        text.append("Medians, and in brackets the quarter of the values below and above.\n\n");
        row(
                text,
                "",
                "First token, ms",
                "Prefill, tok/s",
                "Decode, tok/s",
                "Total, ms",
                "Right",
                "Failed",
                "Bytes out",
                "Cost");
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
            text.append("\n- ").append(even.describe());
        }
        for (Map.Entry<String, Integer> won : comparison.wins().entrySet()) {
            text.append("\n- ").append(won.getKey().isEmpty() ? "No difference" : won.getKey());
            text.append(": ").append(won.getValue()).append(won.getValue() == 1 ? " blind vote" : " blind votes");
        }
        return text.append('\n').toString();
    }

    private void matrix(StringBuilder text) {
        text.append("\n| |");
        for (Criterion criterion : Criterion.values()) {
            text.append(' ').append(title(criterion)).append(" |");
        }
        text.append("\n|---|---|---|---|---|---|\n");
        for (Row row : comparison.matrix().rows()) {
            text.append("| ").append(cell(row.contestant().id())).append(" |");
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
            text.append(' ').append(cell(one)).append(" |");
        }
        text.append('\n');
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace('\n', ' ');
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
