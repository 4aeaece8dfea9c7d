package dev.nearside.routing;

import dev.nearside.json.JsonCursor;
import dev.nearside.json.JsonObject;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Decides where requests are answered. A function of rules, request and state: it measures, remembers and sends nothing,
 * so tab and server decide alike. Thread-safe if its {@link ExampleScores} are.
 *
 * <pre>{@code
 * Router router = new Router(RoutingRules.STANDARD);
 * RoutingState state = RoutingState.of(Target.of("tab", "smollm2", 2048), Target.of("openai", "gpt-4o-mini", 128_000));
 * router.decide(request("auto", "Hello"), state).label()                 // "policy", and the tab is chosen
 * router.decide(request("auto", "Write to ada@example.org"), state)      // the tab only; no fallback to openai
 * }</pre>
 */
public final class Router {
    private final RoutingRules rules;
    private final Tasks tasks;

    /** A router without an embedding model: tasks are known by their words. */
    public Router(RoutingRules rules) {
        this(rules, ExampleScores.NONE);
    }

    /** A router that also knows tasks by examples. */
    public Router(RoutingRules rules, ExampleScores examples) {
        this.rules = rules;
        this.tasks = new Tasks(rules.tasks(), examples);
    }

    /** The rules that it decides by. */
    public RoutingRules rules() {
        return rules;
    }

    /**
     * Where the request is answered, and why. If its privacy says so, the conversation is private from then on. Models on the
     * device end an answer where their context does, so one that nobody could give at its full length may be a shorter one.
     */
    public Decision decide(RoutingRequest request, RoutingState state) {
        Decision decision = decide(request, state, false);
        boolean tooLong = decision.refusal() != null
                && decision.considered().stream().anyMatch(one -> one.reason() == Reason.CONTEXT);
        return tooLong ? decide(request, state, true) : decision;
    }

    private Decision decide(RoutingRequest request, RoutingState state, boolean cutting) {
        VirtualModel model = VirtualModel.read(request.model(), state);
        Basis basis = basis(request, model, state.offline());
        String task = model.task();
        if (task != null && !rules.hasTask(task)) {
            return refused(basis, Refusal.Kind.MODEL_NOT_FOUND, "there is no task '" + Verdicts.shown(task) + "'");
        }
        RoutingRule rule = basis.rule();
        if (rule != null && rule.then().refuse() != null) {
            return refused(
                    basis,
                    Refusal.Kind.RULE,
                    "rule '" + rule.name() + "': " + rule.then().refuse());
        }
        Preference preference = new Preference(request, basis, rules.limits().firstTokenMillis());
        Check check = new Check(model, request, rules, state.offline());
        return new Verdicts(model, request, basis, preference)
                .decide(state.targets(), cutting ? check.cutting() : check);
    }

    private static Decision refused(Basis basis, Refusal.Kind kind, String message) {
        return new Decision(List.of(), new Refusal(kind, message), message, basis);
    }

    private Basis basis(RoutingRequest request, VirtualModel model, boolean offline) {
        Wishes wishes = request.wishes();
        Privacy privacy = new Privacy(
                wishes.isPrivate() || model.asksForPrivacy(),
                wishes.wasPrivate(),
                rules.privacy().scan(request.messages()));
        String text = request.lastOfUser();
        Tasks.Recognised about = model.task() != null ? new Tasks.Recognised(model.task(), null) : tasks.of(text);
        String task = about.task();
        int tokens = request.size().prompt();
        RoutingRule rule = rules.rules().stream()
                .filter(one -> one.when().holds(task, text, tokens, offline))
                .findFirst()
                .orElse(null);
        Policy byRule = rule == null ? null : rule.then().policy();
        Set<Place> pool = EnumSet.copyOf(rules.policy().pool());
        pool.removeIf(place -> !Check.orAny(byRule).allows(place)
                || !Check.orAny(wishes.policy()).allows(place)
                || !wishes.reach().allows(place)
                || (privacy.isPrivate() && !Reach.DEVICE.allows(place)));
        Policy policy = byRule != null ? byRule : wishes.policy() != null ? wishes.policy() : rules.policy();
        return new Basis(policy, pool, privacy, task, rule, request.size(), about.uncompared());
    }

    /**
     * Decides from JSON, for whoever has no Java: the tab's page, tests in a browser.
     *
     * @param question {@code {"rules":{…},"state":{…},"request":{…},"similarities":{…}}}, as {@link RoutingRules#read},
     *     {@link RoutingState#read}, {@link RoutingRequest#read} and {@link Similarities#read} take them; without rules the
     *     standard ones hold
     * @param examples compares with the examples of tasks where the question has no similarities
     * @return the decision, as {@link Decision#toJson} writes it
     * @throws dev.nearside.error.InvalidInput if it is no such question; the message starts with the path
     */
    public static JsonObject explain(JsonCursor question, ExampleScores examples) {
        Members members = Members.of(question, "rules", "state", "request", "similarities");
        RoutingRules rules = members.get("rules").map(RoutingRules::read).orElse(RoutingRules.STANDARD);
        RoutingState state = RoutingState.read(question.field("state"));
        RoutingRequest request = RoutingRequest.read(question.field("request"));
        ExampleScores known =
                members.get("similarities").isPresent() ? Similarities.read(question.field("similarities")) : examples;
        return new Router(rules, known).decide(request, state).toJson();
    }
}
