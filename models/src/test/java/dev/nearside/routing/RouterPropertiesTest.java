package dev.nearside.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nearside.chat.ChatMessage;
import dev.nearside.routing.privacy.PrivacyRules;
import dev.nearside.routing.text.Words;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RouterPropertiesTest {
    private static final int REQUESTS = 2_000;
    private static final String[] PRIVATE = {
        "ada@example.org",
        "4111 1111 1111 1111",
        "GB82 WEST 1234 5698 7654 32",
        "+44 20 7946 0958",
        "ghp_abcdefghijklmnopqrstuvwxyz0123456789",
        "secret plan"
    };
    private static final String[] HARMLESS = {"Hello", "Write code", "a step by step proof", "### Task:\nA title"};
    private static final String[] MODELS = {"auto", "auto:code", "auto:private", "m1", "m2", "openai/m1", "jvm/m1", "x"
    };
    private static final String[] BACKENDS = {"tab", "jvm", "openai", "ollama", "foundry"};

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void noDecisionLeavesThePoolAndNothingPrivateReachesAnUpstream(long seed) {
        Random random = new Random(seed);

        for (int i = 0; i < REQUESTS; i++) {
            RoutingRules rules = rules(random);
            RoutingState state = state(random);
            boolean isPrivate = random.nextInt(3) == 0;
            RoutingRequest request = request(random, isPrivate);

            Decision decision = new Router(rules).decide(request, state);

            Set<Place> reached = reached(decision, random);
            int number = i;
            Supplier<String> what =
                    () -> "seed " + seed + ", request " + number + ": " + request + " gave " + decision.toJson();
            assertThat(rules.policy().pool()).as(what).containsAll(reached);
            assertThat(decision.basis().pool()).as(what).containsAll(reached);
            Policy wished = request.wishes().policy();
            if (wished != null) {
                assertThat(wished.pool()).as(what).containsAll(reached);
            }
            assertThat(reached).as(what).allMatch(request.wishes().reach()::allows);
            if (isPrivate || request.model().equals("auto:private")) {
                assertThat(reached).as(what).doesNotContain(Place.UPSTREAM);
            }
            assertThat(decision.chosen().isPresent()).as(what).isEqualTo(decision.refusal() == null);
            assertThat(new Router(rules).decide(request, state)).as(what).isEqualTo(decision);
        }
    }

    /** Where the request goes if all attempts fail in ways that let another follow. */
    private static Set<Place> reached(Decision decision, Random random) {
        Set<Place> places = new HashSet<>();
        decision.fallbacks().forEach(target -> places.add(target.place()));
        if (decision.chosen().isEmpty()) {
            assertThat(places).isEmpty();
            return places;
        }
        Attempts attempts = decision.attempts(1);
        Failure.Kind[] kinds = Failure.Kind.values();
        while (true) {
            places.add(attempts.target().place());
            Attempts.Next next = attempts.after(Failure.before(kinds[random.nextInt(kinds.length)]), 0);
            if (!(next instanceof Attempts.Next.Try other)) {
                return places;
            }
            attempts = other.attempts();
        }
    }

    private static RoutingRules rules(Random random) {
        Policy policy = pick(random, Policy.values());
        List<RoutingRule> rules = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            RoutingRule.When when = new RoutingRule.When(
                    random.nextBoolean() ? "code" : null,
                    Words.NONE,
                    random.nextInt(50),
                    Integer.MAX_VALUE,
                    random.nextInt(4) == 0 ? random.nextBoolean() : null);
            // Wider than the policy, too: reading would refuse that, and deciding must not follow it.
            RoutingRule.Then then = new RoutingRule.Then(
                    random.nextBoolean() ? pick(random, Policy.values()) : null,
                    random.nextBoolean() ? List.of(pick(random, BACKENDS)) : List.of(),
                    random.nextInt(8) == 0 ? "no" : null);
            rules.add(new RoutingRule("rule " + i, when, then));
        }
        RoutingRules standard = RoutingRules.STANDARD;
        PrivacyRules privacy = new PrivacyRules(standard.privacy().kinds(), Words.of(List.of("secret")));
        return new RoutingRules(policy, privacy, standard.tasks(), rules, standard.limits());
    }

    private static RoutingState state(Random random) {
        List<Target> targets = new ArrayList<>();
        for (int i = random.nextInt(7); i > 0; i--) {
            Condition condition = new Condition(
                    pick(random, Readiness.values()),
                    random.nextInt(6) == 0,
                    random.nextInt(6) == 0 ? 1 : 0,
                    new Speed(random.nextInt(20_000), 0, random.nextInt(100), 0));
            Target target = new Target(
                    pick(random, BACKENDS),
                    random.nextBoolean() ? "m1" : "m2",
                    random.nextInt(3) * 40,
                    random.nextBoolean() ? Set.of("code") : Set.of(),
                    new Target.Share(1 + random.nextInt(2), 1 + random.nextInt(9)),
                    new Price(random.nextInt(9), random.nextInt(9)),
                    random.nextBoolean(),
                    condition);
            targets.add(target);
        }
        return new RoutingState(random.nextInt(4) == 0, targets);
    }

    private static RoutingRequest request(Random random, boolean isPrivate) {
        List<ChatMessage> messages = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            messages.add(ChatMessage.user(pick(random, HARMLESS)));
        }
        boolean flag = false;
        boolean before = false;
        if (isPrivate) {
            switch (random.nextInt(4)) {
                case 0 -> flag = true;
                case 1 -> before = true;
                default ->
                    messages.add(
                            random.nextInt(messages.size() + 1),
                            ChatMessage.assistant("It is " + pick(random, PRIVATE) + ", you see."));
            }
        }
        Wishes wishes = new Wishes(
                random.nextInt(3) == 0 ? pick(random, Policy.values()) : null,
                random.nextInt(3) == 0 ? pick(random, Reach.values()) : Reach.ANYWHERE,
                flag,
                before);
        return new RoutingRequest(
                pick(random, MODELS), messages, Size.estimate(messages, random.nextInt(60)), wishes, random.nextLong());
    }

    private static <T> T pick(Random random, T[] values) {
        return values[random.nextInt(values.length)];
    }
}
