package dev.nearside.routing;

import dev.nearside.json.JsonNull;
import dev.nearside.json.JsonNumber;
import dev.nearside.json.JsonObject;
import dev.nearside.json.JsonValue;

/**
 * A target that was considered, and what came of it.
 *
 * @param target the target
 * @param verdict whether it is taken
 * @param reason why
 * @param detail why, in words
 * @param firstTokenMillis the time to the first token that is expected; 0 if nothing was measured
 * @param cost of prompt and answer there; 0 if its price is not known
 */
public record Considered(
        Target target, Verdict verdict, Reason reason, String detail, long firstTokenMillis, double cost) {

    /** What came of a target. */
    public enum Verdict {
        /** It answers. */
        CHOSEN("chosen"),
        /** It may answer if those before it fail. */
        FALLBACK("fallback"),
        /** It does not answer. */
        REJECTED("rejected");

        private final String label;

        Verdict(String label) {
            this.label = label;
        }

        /** {@code chosen}, {@code fallback} or {@code rejected}. */
        public String label() {
            return label;
        }
    }

    /**
     * {@code {"target":"jvm/smollm2","place":"jvm","verdict":"fallback","reason":"less_preferred",…}}; what was not measured or
     * is not known is null.
     */
    public JsonObject toJson() {
        return JsonObject.builder()
                .put("target", target.id())
                .put("place", target.place().label())
                .put("verdict", verdict.label())
                .put("reason", reason.label())
                .put("detail", detail)
                .put("firstTokenMillis", firstTokenMillis > 0 ? JsonNumber.of(firstTokenMillis) : JsonNull.NULL)
                .put("cost", costJson())
                .build();
    }

    JsonValue costJson() {
        return target.price().isKnown() ? JsonNumber.of(cost) : JsonNull.NULL;
    }
}
