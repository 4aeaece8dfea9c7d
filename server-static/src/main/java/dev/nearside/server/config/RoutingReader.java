package dev.nearside.server.config;

import dev.nearside.error.InvalidInput;
import dev.nearside.json.JsonArray;
import dev.nearside.json.JsonCursor;
import dev.nearside.json.JsonNull;
import dev.nearside.json.JsonObject;
import dev.nearside.json.JsonValue;
import dev.nearside.routing.RoutingRules;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes rules of what stands under {@code routing}. What its keys cannot say for themselves, for example that a rule is wider
 * than the policy, {@link RoutingRules#read} finds. It stops at the first mistake, so each rule is read by itself, and
 * again without what was wrong.
 */
final class RoutingReader {
    private static final Pattern MISTAKE =
            Pattern.compile("rules\\[0](\\.(\\w+)(\\.(\\w+))?.*?)?: (.*)", Pattern.DOTALL);

    private static final Map<String, JsonObject> STAND_INS = Map.of(
            "when", JsonObject.builder().put("minTokens", 1).build(),
            "then", JsonObject.builder().put("refuse", "no").build());

    private final YamlNode node;
    private final Mistakes mistakes;

    RoutingReader(YamlNode node, Mistakes mistakes) {
        this.node = node;
        this.mistakes = mistakes;
    }

    /** The rules; standard ones if there are mistakes. */
    RoutingRules read(JsonObject sound) {
        List<JsonValue> rules = items(sound, "rules");
        for (int i = 0; i < rules.size(); i++) {
            if (rules.get(i) instanceof JsonObject rule) {
                checkAlone(sound, standingIn(rule, i), i);
            }
        }
        return mistakes.isEmpty() ? RoutingRules.read(JsonCursor.of(sound)) : RoutingRules.STANDARD;
    }

    /**
     * The rule with a condition and an effect in the place of those of which nothing was right: what was wrong with them is said,
     * and that there are none would be untrue.
     */
    private JsonObject standingIn(JsonObject rule, int index) {
        Map<String, JsonValue> members = new LinkedHashMap<>(rule.members());
        STAND_INS.forEach((group, standIn) -> {
            boolean isEmpty = members.get(group) instanceof JsonObject object
                    && object.members().isEmpty();
            if (isEmpty && saysSomething(Paths.node(node, "rules[" + index + "]." + group))) {
                members.put(group, standIn);
            }
        });
        return new JsonObject(members);
    }

    private static boolean saysSomething(YamlNode group) {
        return group instanceof YamlNode.Mapping mapping
                && mapping.members().values().stream()
                        .anyMatch(member ->
                                !(member.value() instanceof YamlNode.Scalar scalar && scalar.value() == JsonNull.NULL));
    }

    private void checkAlone(JsonObject sound, JsonObject rule, int index) {
        Optional<JsonObject> left = Optional.of(rule);
        while (left.isPresent()) {
            String problem = problem(sound, left.get());
            Matcher mistake = MISTAKE.matcher(problem);
            if (!mistake.matches()) {
                return;
            }
            String path = "rules[" + index + "]" + mistake.group(1);
            // Which tasks there are is not known as long as one of them is wrong.
            if (!path.endsWith(".task") || !items(sound, "tasks").contains(JsonNull.NULL)) {
                mistakes.add(Paths.find(node, path), path, mistake.group(5));
            }
            left = without(left.get(), mistake.group(2), mistake.group(4));
        }
    }

    /** What is wrong with a rule as the only one; empty if nothing is. */
    private static String problem(JsonObject sound, JsonObject rule) {
        Map<String, JsonValue> alone = new LinkedHashMap<>();
        if (sound.members().containsKey("policy")) {
            alone.put("policy", sound.members().get("policy"));
        }
        List<JsonValue> tasks = items(sound, "tasks");
        alone.put(
                "tasks",
                new JsonArray(
                        tasks.stream().filter(JsonObject.class::isInstance).toList()));
        alone.put("rules", new JsonArray(List.of(rule)));
        try {
            RoutingRules read = RoutingRules.read(JsonCursor.of(new JsonObject(alone)));
            return read.rules().size() == 1 ? "" : "rules[0]: is lost";
        } catch (InvalidInput e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** The rule without that condition or effect; empty if nothing would be left. */
    private static Optional<JsonObject> without(JsonObject rule, String group, String key) {
        if (!(rule.members().get(group) instanceof JsonObject inner)
                || inner.members().size() < 2) {
            return Optional.empty();
        }
        Map<String, JsonValue> fewer = new LinkedHashMap<>(inner.members());
        Map<String, JsonValue> members = new LinkedHashMap<>(rule.members());
        if (fewer.remove(key) == null) {
            return Optional.empty();
        }
        members.put(group, new JsonObject(fewer));
        return Optional.of(new JsonObject(members));
    }

    private static List<JsonValue> items(JsonObject json, String name) {
        return json.members().get(name) instanceof JsonArray array ? array.items() : List.of();
    }
}
