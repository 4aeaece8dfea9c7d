package dev.nearside.server.config;

import dev.nearside.server.upstream.UpstreamKind;
import java.net.URI;
import java.util.Arrays;

/** What may stand under an entry of {@code upstreams}. */
final class UpstreamKeys {
    private static final Kind NAME = new Kind.Text(
            "letters, digits, '.', '_' and '-', 64 at most; not tab, jvm or auto",
            name -> name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}") && !name.matches("tab|jvm|auto"),
            true);

    /** A wrong one is not shown, as it may hold a password. */
    static final Kind.Text URL =
            new Kind.Text("an http or https address, without user, query and fragment", UpstreamKeys::isAddress, false);

    private static final Kind KIND = new Kind.Choice(
            Arrays.stream(UpstreamKind.values()).map(UpstreamKind::label).toList());
    private static final Kind POSITIVE = new Kind.Whole(1, Integer.MAX_VALUE);
    private static final Kind MILLIS = new Kind.Whole(1, 3_600_000);

    private static final Group PRICE = Group.of(
            new Group.Key("input", Kind.Amount.NOT_NEGATIVE, "0", "For a million tokens of the prompt."),
            new Group.Key("output", Kind.Amount.NOT_NEGATIVE, "0", "For a million tokens of the answer."));

    private static final Group MODEL = Group.of(
            new Group.Key("id", Kind.Text.ANY, "", "The model's id there."),
            new Group.Key(
                    "contextLength",
                    new Kind.Whole(0, Integer.MAX_VALUE),
                    "0",
                    "Tokens of prompt and answer together; 0: as the server says."),
            new Group.Key("tasks", Items.of(Kind.Text.ANY), "everything", "What it is meant for, for example code."),
            new Group.Key(
                    "price",
                    PRICE,
                    "as the server says, else not known",
                    "In one currency for all upstreams; what is not known counts as 0."),
            new Group.Key(
                    "deployment", Kind.Text.ANY, "the id", "Its name there, if it is another: Azure's deployment."));

    static final Group ALL = Group.of(
            new Group.Key("name", NAME, "", "By which it is called: models are NAME/MODEL."),
            new Group.Key(
                    "url",
                    URL,
                    "Foundry Local's",
                    "Where its API begins, with /v1 if it has one; only foundry needs none."),
            new Group.Key("kind", KIND, "auto", "What it is; auto finds out."),
            new Group.Key(
                    "apiKeyEnv",
                    SettingsKeys.VARIABLE,
                    "NEARSIDE_UPSTREAM_NAME_KEY, if set",
                    "Environment variable with its key. The key itself never stands in a file."),
            new Group.Key("apiVersion", Kind.Text.ANY, "a known good one", "Azure's api-version."),
            new Group.Key("tier", POSITIVE, "1", "1 is asked first; the next only when none of this one can answer."),
            new Group.Key("weight", POSITIVE, "1", "How much of its tier's requests it gets."),
            new Group.Key("connectMillis", MILLIS, "5000", "Until there is a connection."),
            new Group.Key("firstTokenMillis", MILLIS, "60000", "Until the first content of a stream, tries included."),
            new Group.Key("idleMillis", MILLIS, "30000", "From one event of a stream to the next."),
            new Group.Key(
                    "models",
                    new Items(MODEL, "id"),
                    "what the server lists",
                    "Its models in the order of preference; if there are any, no other is used."));

    private UpstreamKeys() {}

    private static boolean isAddress(String text) {
        if (!text.matches("(?i)https?://[^\\s\\\\^`{|}<>\"%]+")) {
            return false;
        }
        URI url = URI.create(text);
        return url.getHost() != null
                && url.getRawUserInfo() == null
                && url.getRawQuery() == null
                && url.getRawFragment() == null;
    }
}
