package dev.nearside.routing;

import dev.nearside.json.JsonArray;
import dev.nearside.json.JsonCursor;
import dev.nearside.json.JsonObject;
import dev.nearside.json.JsonValue;
import dev.nearside.routing.privacy.PrivacyRules;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How requests are routed: what stands under {@code routing} in {@code nearside.yaml}, described in docs/routing.md.
 *
 * @param policy where answers may be made, and where rather; no rule and no request widens it
 * @param privacy what makes a conversation private by itself
 * @param tasks kinds of requests, the first that fits counts
 * @param rules what is done with requests of some sort, the first that holds counts
 * @param limits on time and cost
 */
public record RoutingRules(
        Policy policy, PrivacyRules privacy, List<Task> tasks, List<RoutingRule> rules, Limits limits) {

    /** The device first; all private patterns; the tasks {@code housekeeping} and {@code code}; no rules. */
    public static final RoutingRules STANDARD = new RoutingRules(
            Policy.PREFER_DEVICE,
            PrivacyRules.ALL_PATTERNS,
            List.of(Task.HOUSEKEEPING, Task.CODE),
            List.of(),
            Limits.STANDARD);

    /**
     * Limits of a request.
     *
     * @param firstTokenMillis who is expected to take longer to the first token comes after who is not; 0 for no budget
     * @param deadlineMillis for all attempts together
     * @param maxCost what prompt and longest answer may cost at a target, in the currency of the prices; 0 for no limit
     */
    public record Limits(int firstTokenMillis, int deadlineMillis, double maxCost) {
        /** Ten seconds to the first token, five minutes in all, any cost. */
        public static final Limits STANDARD = new Limits(10_000, 300_000, 0);

        public Limits {
            if (firstTokenMillis < 0 || deadlineMillis < 1 || !(maxCost >= 0)) {
                throw new IllegalArgumentException(
                        "no limits: " + firstTokenMillis + ", " + deadlineMillis + ", " + maxCost);
            }
        }
    }

    public RoutingRules {
        tasks = List.copyOf(tasks);
        rules = List.copyOf(rules);
    }

    /** The same with another policy. */
    public RoutingRules with(Policy other) {
        return new RoutingRules(other, privacy, tasks, rules, limits);
    }

    /**
     * Reads and checks rules. What is left out is as in {@link #STANDARD}; {@code tasks} are added before the standard
     * ones, and replace those of the same name.
     *
     * @throws dev.nearside.error.InvalidInput at the first thing that is wrong: an unknown member or value, a task that
     *     is not defined, two rules of one name, a rule whose policy is wider than the policy. The message is the
     *     path, a colon, and what is wrong, as {@code rules[1].then.policy: …}; of a file with lines the reader can
     *     find the line by the path
     */
    public static RoutingRules read(JsonCursor json) {
        Members members = Members.of(
                json, "policy", "privacy", "tasks", "rules", "firstTokenMillis", "deadlineMillis", "maxCost");
        RoutingRules rules = new RoutingRules(
                members.get("policy").map(Policy::read).orElse(STANDARD.policy),
                members.get("privacy").map(PrivacyRules::read).orElse(STANDARD.privacy),
                members.get("tasks").map(RoutingRules::readTasks).orElse(STANDARD.tasks),
                members.get("rules").map(RoutingRules::readRules).orElse(List.of()),
                new Limits(
                        members.whole("firstTokenMillis", 0, STANDARD.limits.firstTokenMillis),
                        members.whole("deadlineMillis", 1, STANDARD.limits.deadlineMillis),
                        members.amount("maxCost", 0)));
        for (int i = 0; i < rules.rules.size(); i++) {
            rules.check(rules.rules.get(i), json.field("rules").items().get(i));
        }
        return rules;
    }

    private static List<Task> readTasks(JsonCursor json) {
        List<Task> tasks = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (JsonCursor item : json.items()) {
            Task task = Task.read(item);
            if (!names.add(task.name())) {
                throw item.field("name").error("'" + task.name() + "' is defined twice");
            }
            tasks.add(task);
        }
        for (Task standard : STANDARD.tasks) {
            if (names.add(standard.name())) {
                tasks.add(standard);
            }
        }
        return tasks;
    }

    private static List<RoutingRule> readRules(JsonCursor json) {
        List<RoutingRule> rules = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (JsonCursor item : json.items()) {
            RoutingRule rule = RoutingRule.read(item);
            if (!names.add(rule.name())) {
                throw item.field("name").error("'" + rule.name() + "' is the name of two rules");
            }
            rules.add(rule);
        }
        return rules;
    }

    private void check(RoutingRule rule, JsonCursor json) {
        String task = rule.when().task();
        if (task != null && !hasTask(task)) {
            throw json.field("when").field("task").error("'" + task + "' is not among the tasks");
        }
        Policy wanted = rule.then().policy();
        if (wanted != null && !policy.pool().containsAll(wanted.pool())) {
            throw json.field("then")
                    .field("policy")
                    .error(wanted.label() + " is wider than the policy, " + policy.label()
                            + "; a rule can only narrow it");
        }
    }

    boolean hasTask(String name) {
        return tasks.stream().anyMatch(task -> task.name().equals(name));
    }

    /** As {@link #read} reads it. */
    public JsonObject toJson() {
        List<JsonValue> allTasks = new ArrayList<>();
        tasks.forEach(task -> allTasks.add(task.toJson()));
        List<JsonValue> allRules = new ArrayList<>();
        rules.forEach(rule -> allRules.add(rule.toJson()));
        return JsonObject.builder()
                .put("policy", policy.label())
                .put("privacy", privacy.toJson())
                .put("tasks", new JsonArray(allTasks))
                .put("rules", new JsonArray(allRules))
                .put("firstTokenMillis", limits.firstTokenMillis)
                .put("deadlineMillis", limits.deadlineMillis)
                .put("maxCost", limits.maxCost)
                .build();
    }
}
