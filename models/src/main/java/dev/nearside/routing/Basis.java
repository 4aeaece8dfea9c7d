package dev.nearside.routing;

import dev.nearside.json.JsonArray;
import dev.nearside.json.JsonNull;
import dev.nearside.json.JsonObject;
import dev.nearside.json.JsonString;
import dev.nearside.json.JsonValue;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a decision rests on.
 *
 * @param policy the policy whose order of preference counts: the rule's, else the wish's, else that of the rules
 * @param pool the places that policy, rule, wishes and privacy leave together
 * @param privacy whether the request is private
 * @param task its task; null if none was recognised
 * @param rule the rule that holds; null if none does
 * @param size its tokens
 * @param uncompared examples of which tasks it could not be compared with, and why; null if it could be or need not
 */
public record Basis(
        Policy policy,
        Set<Place> pool,
        Privacy privacy,
        @Nullable String task,
        @Nullable RoutingRule rule,
        Size size,
        @Nullable String uncompared) {
    public Basis {
        pool = Set.copyOf(pool);
    }

    JsonObject.Builder toJson() {
        JsonArray places = JsonArray.ofStrings(EnumSet.allOf(Place.class).stream()
                .filter(pool::contains)
                .map(Place::label)
                .toList());
        return JsonObject.builder()
                .put("policy", policy.label())
                .put("pool", places)
                .put("privacy", privacy.toJson())
                .put("task", textOrNull(task))
                .put("uncompared", textOrNull(uncompared))
                .put("rule", textOrNull(rule == null ? null : rule.name()))
                .put("promptTokens", size.prompt())
                .put("answerTokens", size.answer());
    }

    private static JsonValue textOrNull(@Nullable String text) {
        return text == null ? JsonNull.NULL : new JsonString(text);
    }
}
