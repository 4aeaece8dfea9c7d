package dev.nearside.comparison;

import dev.nearside.json.JsonArray;
import dev.nearside.json.JsonNull;
import dev.nearside.json.JsonNumber;
import dev.nearside.json.JsonObject;
import dev.nearside.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What was measured, by what matters to whoever has to choose.
 *
 * @param rows one a contestant
 */
public record DecisionMatrix(List<Row> rows) {

    /** What a column says. */
    public enum Criterion {
        /** Median milliseconds to the first token; the less the better. */
        LATENCY,
        /** Of a thousand such answers, in the currency of the prices; the less the better. */
        COST,
        /** The share of what was sent that stayed on the device. */
        PRIVACY,
        /** The share of right answers. */
        CAPABILITY,
        /** The share of answers that came to their end. */
        RELIABILITY;

        /** The name in JSON, for example {@code latency}. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A contestant's row.
     *
     * @param contestant who
     * @param cells one a criterion, in their order
     */
    public record Row(Contestant contestant, List<Cell> cells) {
        public Row {
            cells = List.copyOf(cells);
        }
    }

    /**
     * A value.
     *
     * @param criterion of what
     * @param value in its unit; NaN if it was not measured, or is not known
     * @param score 0 to 1, the best of the comparison 1; NaN if it was not measured
     */
    public record Cell(Criterion criterion, double value, double score) {
        /** The value with its unit, for people; a dash if it was not measured, {@code unknown} for a cost without a price. */
        public String describe() {
            if (Double.isNaN(value)) {
                return criterion == Criterion.COST ? "unknown" : "–";
            }
            return switch (criterion) {
                case LATENCY -> ComparisonTables.rounded(value) + " ms";
                case COST -> value == 0 ? "free" : ComparisonTables.rounded(value) + " per 1000";
                case PRIVACY -> value == 1 ? "stays on the device" : "leaves the device";
                case CAPABILITY -> Math.round(value * 100) + " % right";
                case RELIABILITY -> Math.round(value * 100) + " % answered";
            };
        }
    }

    public DecisionMatrix {
        rows = List.copyOf(rows);
    }

    static DecisionMatrix of(List<Summary> summaries) {
        List<Row> rows = new ArrayList<>();
        for (Summary summary : summaries) {
            List<Cell> cells = new ArrayList<>();
            for (Criterion criterion : Criterion.values()) {
                double value = value(criterion, summary);
                cells.add(new Cell(criterion, value, score(criterion, value, summaries)));
            }
            rows.add(new Row(summary.contestant(), cells));
        }
        return new DecisionMatrix(rows);
    }

    private static double value(Criterion criterion, Summary summary) {
        return switch (criterion) {
            case LATENCY -> median(summary.firstToken());
            case COST -> summary.answered() == 0 ? Double.NaN : summary.cost() * 1000 / summary.answered();
            case PRIVACY -> summary.contestant().leavesTheDevice() ? 0 : 1;
            case CAPABILITY -> summary.rightShare();
            case RELIABILITY -> summary.answeredShare();
        };
    }

    private static double median(@Nullable Spread spread) {
        return spread == null ? Double.NaN : spread.median();
    }

    private static double score(Criterion criterion, double value, List<Summary> summaries) {
        if (Double.isNaN(value) || (criterion != Criterion.LATENCY && criterion != Criterion.COST)) {
            return value;
        }
        double best = value;
        for (Summary summary : summaries) {
            double other = value(criterion, summary);
            best = Double.isNaN(other) ? best : Math.min(best, other);
        }
        return value == best ? 1 : best / value;
    }

    /** {@code [{"contestant":…,"latency":{"value":…,"score":…},…}]}; what was not measured is null. */
    public JsonArray toJson() {
        List<JsonValue> all = new ArrayList<>();
        for (Row row : rows) {
            JsonObject.Builder json = JsonObject.builder().put("contestant", row.contestant.id());
            for (Cell cell : row.cells) {
                json = json.put(
                        cell.criterion.label(),
                        JsonObject.builder()
                                .put("value", number(cell.value))
                                .put("score", number(cell.score))
                                .build());
            }
            all.add(json.build());
        }
        return new JsonArray(all);
    }

    private static JsonValue number(double value) {
        return Double.isNaN(value) ? JsonNull.NULL : JsonNumber.of(value);
    }
}
