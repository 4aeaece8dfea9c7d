package dev.nearside.comparison;

import dev.nearside.json.JsonCursor;
import dev.nearside.json.JsonNull;
import dev.nearside.json.JsonObject;
import dev.nearside.routing.Price;

/**
 * Who answers in a comparison.
 *
 * @param id names it, for example {@code tab/smollm2 on wasm} or {@code openai/gpt-4o-mini}
 * @param target the router's name of it, {@code BACKEND/MODEL}
 * @param place {@code tab}, {@code jvm} or {@code upstream}
 * @param price of its tokens
 */
public record Contestant(String id, String target, String place, Price price) {
    public Contestant {
        if (id.isBlank() || target.isBlank()) {
            throw new IllegalArgumentException("a contestant needs an id and a target");
        }
    }

    /** Whether what is sent there leaves the device. */
    public boolean leavesTheDevice() {
        return place.equals("upstream");
    }

    /** What so many tokens cost; NaN if that is not known. */
    double costOf(Measure.Tokens tokens) {
        return price.isKnown() ? price.of(tokens.prompt(), tokens.answer()) : Double.NaN;
    }

    /** Reads {@code {"id":…,"target":…,"place":…,"price":{"input":…,"output":…}}}; without a price it is free on the device, and not known elsewhere. */
    public static Contestant read(JsonCursor json) {
        String place = json.field("place").asString();
        Price price = json.optional("price")
                .map(given -> new Price(
                        given.field("input").asDouble(), given.field("output").asDouble()))
                .orElse(place.equals("upstream") ? Price.UNKNOWN : Price.FREE);
        return new Contestant(json.field("id").asString(), json.field("target").asString(), place, price);
    }

    JsonObject toJson() {
        JsonObject told = JsonObject.builder()
                .put("input", price.input())
                .put("output", price.output())
                .build();
        return JsonObject.builder()
                .put("id", id)
                .put("target", target)
                .put("place", place)
                .put("price", price.isKnown() ? told : JsonNull.NULL)
                .build();
    }
}
