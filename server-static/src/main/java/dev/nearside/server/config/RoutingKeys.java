package dev.nearside.server.config;

import dev.nearside.routing.Policy;
import dev.nearside.routing.privacy.PrivateKind;
import java.util.Arrays;
import java.util.List;

/** What may stand under {@code routing}; {@code dev.nearside.routing.RoutingRules} reads it. */
final class RoutingKeys {
    private static final Kind POLICY =
            new Kind.Choice(Arrays.stream(Policy.values()).map(Policy::label).toList());
    private static final Kind PATTERN = new Kind.Choice(Arrays.stream(PrivateKind.values())
            .filter(kind -> kind != PrivateKind.WORD)
            .map(PrivateKind::label)
            .toList());
    private static final Kind TASK_NAME = new Kind.Text(
            "lower-case letters, digits and hyphens, not private",
            name -> name.matches("[a-z0-9-]+") && !name.equals("private"),
            true);
    private static final Kind TEXTS = Items.of(Kind.Text.ANY);
    private static final Kind SIMILARITY = new Kind.Amount("above 0, 1 at most", amount -> amount > 0 && amount <= 1);
    private static final Kind TOKENS = new Kind.Whole(0, Integer.MAX_VALUE);
    private static final Kind POSITIVE = new Kind.Whole(1, Integer.MAX_VALUE);

    private static final Group PRIVACY = Group.of(
            new Group.Key("patterns", Items.of(PATTERN), "all", "What makes a conversation private where it is found."),
            new Group.Key("words", TEXTS, "none", "Whole words or phrases that make a conversation private."));

    private static final Group TASK = Group.of(
            new Group.Key("name", TASK_NAME, "", "Its name in `when`, and behind `auto:`."),
            new Group.Key("prefixes", TEXTS, "none", "What a client's own requests of this task begin with."),
            new Group.Key("fences", new Kind.Flag(), "false", "Whether fenced code is a sign of it."),
            new Group.Key("words", TEXTS, "none", "Whole words or phrases that are a sign of it."),
            new Group.Key(
                    "examples", TEXTS, "none", "Requests of this task; those alike by their embeddings are of it too."),
            new Group.Key("similarity", SIMILARITY, "0.6", "How alike, as the cosine of the embeddings."));

    private static final Group WHEN = new Group(
            List.of(
                    new Group.Key("task", Kind.Text.ANY, "any", "A task's name."),
                    new Group.Key("words", TEXTS, "any", "One of which stands in the last message of the person."),
                    new Group.Key("minTokens", TOKENS, "0", "Tokens of the prompt at least."),
                    new Group.Key("maxTokens", POSITIVE, "no limit", "Tokens of the prompt at most."),
                    new Group.Key("offline", new Kind.Flag(), "either", "Whether there is no network.")),
            "needs a condition; what shall always hold is the policy");

    private static final Group THEN = new Group(
            List.of(
                    new Group.Key(
                            "policy",
                            POLICY,
                            "as above",
                            "Where such requests may be answered; never wider than above."),
                    new Group.Key("use", TEXTS, "none", "Back ends, or models as BACKEND/MODEL, to be asked first."),
                    new Group.Key(
                            "refuse",
                            Kind.Text.ANY,
                            "not refused",
                            "What is told if they are refused; it stands alone.")),
            "does nothing; it can have policy, use or refuse");

    private static final Group RULE = Group.of(
            new Group.Key("name", Kind.Text.ANY, "", "Its name in reasons; no two have the same."),
            new Group.Key("when", WHEN, "", "Its conditions, all of which must hold."),
            new Group.Key("then", THEN, "", "What it does."));

    static final Group ALL = Group.of(
            new Group.Key("policy", POLICY, "prefer-device", "Where answers may be made, and where rather."),
            new Group.Key(
                    "firstTokenMillis",
                    TOKENS,
                    "10000",
                    "Who takes longer to the first token comes last; 0: no budget."),
            new Group.Key("deadlineMillis", POSITIVE, "300000", "Time for all attempts at a request together."),
            new Group.Key(
                    "maxCost",
                    Kind.Amount.NOT_NEGATIVE,
                    "0",
                    "Of prompt and longest answer, in the currency of the prices; 0: no limit."),
            new Group.Key("privacy", PRIVACY, "all patterns", "What makes a conversation private by itself."),
            new Group.Key(
                    "tasks",
                    new Items(TASK, "name"),
                    "housekeeping, code",
                    "Kinds of requests; the first that fits counts."),
            new Group.Key(
                    "rules", new Items(RULE, "name"), "none", "What is done with them; the first that holds counts."));

    private RoutingKeys() {}
}
