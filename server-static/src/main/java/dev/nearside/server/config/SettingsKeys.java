package dev.nearside.server.config;

import dev.nearside.server.routing.ToolsHere;
import dev.nearside.server.security.HostPolicy;
import dev.nearside.server.security.OriginPolicy;
import java.util.Arrays;

/** What may stand in {@code nearside.yaml}. */
final class SettingsKeys {
    static final Kind PORT = new Kind.Whole(0, 65535);
    static final Kind HOST = new Kind.Text("a host name or an address", HostPolicy::isHost, true);
    static final Kind ORIGIN = new Kind.Text("an origin such as https://example.org", OriginPolicy::isOrigin, true);
    static final Kind MINUTES = new Kind.Whole(0, 100_000);
    static final Kind MEGABYTES = new Kind.Whole(0, Integer.MAX_VALUE);
    static final Kind TOOLS = new Kind.Choice(
            Arrays.stream(ToolsHere.values()).map(ToolsHere::label).toList());
    private static final String MODELS = "~/.cache/nearside/models";

    /** The name of an environment variable. Keys themselves have letters that names do not. */
    static final Kind VARIABLE = new Kind.Text(
            "the name of an environment variable: capitals, digits and underscores",
            name -> name.matches("[A-Z_][A-Z0-9_]*"),
            false);

    static final Group ALL = Group.of(
            new Group.Key("port", PORT, "5173", "Port to listen on; 0 takes a free one."),
            new Group.Key("host", HOST, "127.0.0.1", "Address to listen on; 0.0.0.0 for all."),
            new Group.Key("models", Kind.Text.ANY, MODELS, "Folder of installed models, from where the file lies."),
            new Group.Key("allowOrigin", Items.of(ORIGIN), "none", "Origins whose pages may call the API."),
            new Group.Key(
                    "allowHost", Items.of(HOST), "none", "Names, besides localhost, under which it may be reached."),
            new Group.Key("pull", Items.of(Kind.Text.ANY), "none", "Models to be pulled once it serves."),
            new Group.Key(
                    "apiKeyEnv",
                    VARIABLE,
                    "none",
                    "Environment variable with the keys that requests to the API must carry."),
            new Group.Key(
                    "keepLoadedMinutes", MINUTES, "10", "How long a chat model that nobody asks stays in memory."),
            new Group.Key(
                    "chatMemoryMegabytes", MEGABYTES, "0", "Memory for all chat models; 0: half of this machine's."),
            new Group.Key("chatTools", TOOLS, "refuse", "Tools of a chat that nobody who may answer can follow."),
            new Group.Key("upstreams", new Items(UpstreamKeys.ALL, "name"), "none", "Servers behind this one."),
            new Group.Key("routing", RoutingKeys.ALL, "as its keys say", "Who answers what."));

    private SettingsKeys() {}
}
