package dev.nearside.routing;

import dev.nearside.json.JsonArray;
import dev.nearside.json.JsonCursor;
import dev.nearside.json.JsonObject;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A model at a back end.
 *
 * @param backend {@code tab}, {@code jvm}, or an upstream's name
 * @param model the model's id there
 * @param contextLength tokens of prompt and answer together, at most; 0 if not known
 * @param tasks what it is meant for, for example {@code code}; empty for everything
 * @param share among upstreams
 * @param price of its tokens
 * @param network whether it is reached over a network, which may be down; never so of tab and jvm
 * @param condition how it is doing
 */
public record Target(
        String backend,
        String model,
        int contextLength,
        Set<String> tasks,
        Share share,
        Price price,
        boolean network,
        Condition condition) {

    /**
     * How upstreams share requests.
     *
     * @param tier 1 first; the next tier only when no upstream of this one can
     * @param weight how much of its tier's requests it gets, 1 or more
     */
    public record Share(int tier, int weight) {
        /** The first tier, as much as others. */
        public static final Share EQUAL = new Share(1, 1);

        public Share {
            if (tier < 1 || weight < 1) {
                throw new IllegalArgumentException("tier and weight must be 1 or more, not " + tier + ", " + weight);
            }
        }
    }

    public Target {
        if (backend.isEmpty() || backend.indexOf('/') >= 0 || model.isEmpty() || contextLength < 0) {
            throw new IllegalArgumentException("no target: '" + backend + "', '" + model + "', " + contextLength);
        }
        tasks = Set.copyOf(tasks);
        network = network && Place.ofBackend(backend) == Place.UPSTREAM;
    }

    /** A model at a back end of which nothing else is known. */
    public static Target of(String backend, String model, int contextLength) {
        return new Target(
                backend, model, contextLength, Set.of(), Share.EQUAL, unpriced(backend), true, Condition.GOOD);
    }

    /** What nobody gave a price costs nothing on the device, and nobody knows what elsewhere. */
    private static Price unpriced(String backend) {
        return Place.ofBackend(backend) == Place.UPSTREAM ? Price.UNKNOWN : Price.FREE;
    }

    /** The same in another condition. */
    public Target in(Condition other) {
        return new Target(backend, model, contextLength, tasks, share, price, network, other);
    }

    /** Where it is. */
    public Place place() {
        return Place.ofBackend(backend);
    }

    /** {@code BACKEND/MODEL}. */
    public String id() {
        return backend + "/" + model;
    }

    /**
     * Reads {@code {"backend":"openai","model":"gpt-4o-mini","contextLength":128000,"tasks":["code"],"tier":1,"weight":2,
     * "price":{"input":0.15,"output":0.6},"network":true,"readiness":"loaded","breakerOpen":false,"missingMemory":0,
     * "loadMillis":0,"overheadMillis":300,"prefill":2000,"decode":80}}; only the first two are needed. An upstream without a price is one whose price is not known.
     *
     * @throws dev.nearside.error.InvalidInput if it is none; the message starts with the path
     */
    public static Target read(JsonCursor json) {
        Members members = Members.of(
                json,
                "backend",
                "model",
                "contextLength",
                "tasks",
                "tier",
                "weight",
                "price",
                "network",
                "readiness",
                "breakerOpen",
                "missingMemory",
                "loadMillis",
                "overheadMillis",
                "prefill",
                "decode");
        JsonCursor backend = json.field("backend");
        if (backend.asString().isEmpty() || backend.asString().indexOf('/') >= 0) {
            throw backend.error("must be a name without '/'");
        }
        return new Target(
                backend.asString(),
                members.text("model", json.field("model").asString()),
                members.whole("contextLength", 0, 0),
                new LinkedHashSet<>(members.strings("tasks")),
                new Share(members.whole("tier", 1, 1), members.whole("weight", 1, 1)),
                members.get("price").map(Target::readPrice).orElseGet(() -> unpriced(backend.asString())),
                members.get("network").map(JsonCursor::asBoolean).orElse(true),
                Condition.read(members));
    }

    private static Price readPrice(JsonCursor json) {
        Members members = Members.of(json, "input", "output");
        return new Price(members.amount("input", 0), members.amount("output", 0));
    }

    /** As {@link #read} reads it. */
    public JsonObject toJson() {
        JsonObject.Builder json = JsonObject.builder()
                .put("backend", backend)
                .put("model", model)
                .put("contextLength", contextLength)
                .put("tasks", JsonArray.ofStrings(tasks.stream().sorted().toList()))
                .put("tier", share.tier())
                .put("weight", share.weight())
                .put("network", network);
        if (price.isKnown()) {
            json = json.put(
                    "price",
                    JsonObject.builder()
                            .put("input", price.input())
                            .put("output", price.output())
                            .build());
        }
        return condition.write(json).build();
    }
}
