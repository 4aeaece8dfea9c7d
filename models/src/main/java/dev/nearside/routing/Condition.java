package dev.nearside.routing;

import dev.nearside.json.JsonObject;

/**
 * How a target is doing at the moment.
 *
 * @param readiness whether its model can be used; of an upstream {@link Readiness#LOADED}
 * @param breakerOpen whether it failed so often lately that it is left alone
 * @param missingMemory bytes of memory that it lacks, 0 if there is enough
 * @param speed how fast it was
 */
public record Condition(Readiness readiness, boolean breakerOpen, long missingMemory, Speed speed) {
    /** Loaded, and nothing is known against it. */
    public static final Condition GOOD = new Condition(Readiness.LOADED, false, 0, Speed.UNKNOWN);

    public Condition {
        if (missingMemory < 0) {
            throw new IllegalArgumentException("missing memory must be 0 or more, not " + missingMemory);
        }
    }

    static Condition read(Members json) {
        Speed speed = new Speed(
                json.whole("loadMillis", 0, 0),
                json.whole("overheadMillis", 0, 0),
                json.amount("prefill", 0),
                json.amount("decode", 0));
        return new Condition(
                json.get("readiness").map(Readiness::read).orElse(Readiness.LOADED),
                json.flag("breakerOpen"),
                (long) json.amount("missingMemory", 0),
                speed);
    }

    JsonObject.Builder write(JsonObject.Builder json) {
        return json.put("readiness", readiness.label())
                .put("breakerOpen", breakerOpen)
                .put("missingMemory", missingMemory)
                .put("loadMillis", speed.loadMillis())
                .put("overheadMillis", speed.overheadMillis())
                .put("prefill", speed.prefill())
                .put("decode", speed.decode());
    }
}
