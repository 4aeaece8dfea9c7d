package dev.nearside.comparison;

import dev.nearside.json.JsonArray;
import dev.nearside.json.JsonBool;
import dev.nearside.json.JsonCursor;
import dev.nearside.json.JsonNull;
import dev.nearside.json.JsonObject;
import dev.nearside.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A comparison as JSON: what was asked and answered, which can be read again, and what it comes to. */
final class ComparisonJson {
    private ComparisonJson() {}

    /** {@code contestants}, {@code prompts}, {@code measures}, {@code votes}. */
    static JsonObject facts(Comparison comparison) {
        return begun(comparison).build();
    }

    /** The facts and {@code summaries}, {@code matrix}, {@code breakEvens}. */
    static JsonObject all(Comparison comparison) {
        return begun(comparison)
                .put("summaries", each(comparison.summaries(), Summary::toJson))
                .put("matrix", comparison.matrix().toJson())
                .put("breakEvens", each(comparison.breakEvens(), BreakEven::toRule))
                .build();
    }

    private static JsonObject.Builder begun(Comparison comparison) {
        return JsonObject.builder()
                .put("nearside", "comparison")
                .put("contestants", each(comparison.contestants(), Contestant::toJson))
                .put("prompts", each(comparison.prompts(), ComparisonPrompt::toJson))
                .put("measures", each(comparison.measures(), one -> measure(one, comparison.verdict(one))))
                .put("votes", each(comparison.votes(), Vote::toJson));
    }

    private static JsonObject measure(Measure measure, Verdict verdict) {
        JsonObject.Builder json = JsonObject.builder();
        for (Map.Entry<String, JsonValue> member : measure.toJson().members().entrySet()) {
            json = json.put(member.getKey(), member.getValue());
        }
        return json.put("verdict", verdict.label())
                .put("right", verdict == Verdict.UNCHECKED ? JsonNull.NULL : new JsonBool(verdict == Verdict.RIGHT))
                .build();
    }

    private static <T> JsonArray each(List<T> all, Function<T, JsonValue> toJson) {
        List<JsonValue> items = new ArrayList<>();
        all.forEach(one -> items.add(toJson.apply(one)));
        return new JsonArray(items);
    }

    static Comparison read(JsonCursor json) {
        return new Comparison(
                read(json.field("contestants"), Contestant::read),
                read(json.field("prompts"), ComparisonPrompt::read),
                read(json.field("measures"), Measure::read),
                read(json.field("votes"), Vote::read));
    }

    private static <T> List<T> read(JsonCursor json, Function<JsonCursor, T> one) {
        List<T> all = new ArrayList<>();
        json.items().forEach(item -> all.add(one.apply(item)));
        return all;
    }
}
