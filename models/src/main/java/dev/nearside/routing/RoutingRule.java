package dev.nearside.routing;

import dev.nearside.json.JsonArray;
import dev.nearside.json.JsonCursor;
import dev.nearside.json.JsonNull;
import dev.nearside.json.JsonObject;
import dev.nearside.json.JsonString;
import dev.nearside.json.JsonValue;
import dev.nearside.routing.text.Words;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is done with requests of some sort. The first rule whose conditions all hold counts.
 *
 * @param name for reasons, unique
 * @param when its conditions
 * @param then what it does
 */
public record RoutingRule(String name, When when, Then then) {

    /**
     * Conditions; those left out always hold.
     *
     * @param task the request's task; null for any
     * @param words one of which stands in the last message of the user; none for any message
     * @param minTokens tokens of the prompt at least; 0 for any
     * @param maxTokens tokens of the prompt at most; {@link Integer#MAX_VALUE} for any
     * @param offline whether there is no network; null for either
     */
    public record When(
            @Nullable String task,
            Words words,
            int minTokens,
            int maxTokens,
            @Nullable Boolean offline) {

        boolean holds(@Nullable String requestTask, String text, int tokens, boolean isOffline) {
            return (task == null || task.equals(requestTask))
                    && tokens >= minTokens
                    && tokens <= maxTokens
                    && (offline == null || offline == isOffline)
                    && (words.words().isEmpty() || words.areIn(text));
        }
    }

    /**
     * What a rule does.
     *
     * @param policy where such requests may be answered, and where rather; null for the policy that holds anyway
     * @param use back ends, or models as BACKEND/MODEL, to be asked first, in this order, if the pool has them
     * @param refuse what the client is told if such requests are not answered at all; null if they are
     */
    public record Then(
            @Nullable Policy policy,
            List<String> use,
            @Nullable String refuse) {
        public Then {
            use = List.copyOf(use);
        }

        /** The place of a target in {@link #use}; behind all of them if it is not there. */
        int rank(Target target) {
            for (int i = 0; i < use.size(); i++) {
                if (use.get(i).equals(target.backend()) || use.get(i).equals(target.id())) {
                    return i;
                }
            }
            return use.size();
        }
    }

    static RoutingRule read(JsonCursor json) {
        Members members = Members.of(json, "name", "when", "then");
        String name = members.text("name", json.field("name").asString());
        return new RoutingRule(name, readWhen(json.field("when")), readThen(json.field("then")));
    }

    private static When readWhen(JsonCursor json) {
        Members members = Members.of(json, "task", "words", "minTokens", "maxTokens", "offline");
        if (json.fields().isEmpty()) {
            throw json.error("needs a condition; what shall always hold is the policy");
        }
        int least = members.whole("minTokens", 0, 0);
        int most = members.whole("maxTokens", 1, Integer.MAX_VALUE);
        if (least > most) {
            throw json.field("minTokens").error("is more than maxTokens, so the rule never holds");
        }
        return new When(
                members.get("task").map(JsonCursor::asString).orElse(null),
                members.get("words").map(Words::read).orElse(Words.NONE),
                least,
                most,
                members.get("offline").map(JsonCursor::asBoolean).orElse(null));
    }

    private static Then readThen(JsonCursor json) {
        Members members = Members.of(json, "policy", "use", "refuse");
        if (json.fields().isEmpty()) {
            throw json.error("does nothing; it can have policy, use or refuse");
        }
        if (members.get("refuse").isPresent() && json.fields().size() > 1) {
            throw json.field("refuse").error("stands alone: what is refused goes nowhere");
        }
        for (String target : members.strings("use")) {
            if (target.isBlank()) {
                throw json.field("use").error("holds a blank name; use BACKEND or BACKEND/MODEL");
            }
        }
        String refuse = members.get("refuse").isPresent() ? members.text("refuse", "") : null;
        return new Then(members.get("policy").map(Policy::read).orElse(null), members.strings("use"), refuse);
    }

    JsonObject toJson() {
        JsonObject.Builder conditions = JsonObject.builder()
                .put("task", textOrNull(when.task))
                .put("words", JsonArray.ofStrings(when.words.words()))
                .put("minTokens", when.minTokens)
                .put("maxTokens", when.maxTokens);
        conditions = when.offline == null ? conditions : conditions.put("offline", when.offline);
        JsonObject.Builder effect = JsonObject.builder();
        effect = then.refuse != null
                ? effect.put("refuse", then.refuse)
                : effect.put("policy", textOrNull(then.policy == null ? null : then.policy.label()))
                        .put("use", JsonArray.ofStrings(then.use));
        return JsonObject.builder()
                .put("name", name)
                .put("when", conditions.build())
                .put("then", effect.build())
                .build();
    }

    private static JsonValue textOrNull(@Nullable String text) {
        return text == null ? JsonNull.NULL : new JsonString(text);
    }
}
