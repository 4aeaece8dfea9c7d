package dev.nearside.server;

import dev.nearside.server.config.FileSettings;
import dev.nearside.server.config.Flags;
import dev.nearside.server.config.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The flags of {@code serve}. */
final class ServeOptions {
    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = {"Port to listen on, 0 for a free one (default: 5173).", "Environment: NEARSIDE_PORT."})
    private @Nullable Integer port;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            description = {"Address to listen on, 0.0.0.0 for all (default: 127.0.0.1).", "Environment: NEARSIDE_HOST."
            })
    private @Nullable String host;

    @Mixin
    private final ModelsOption models = new ModelsOption();

    @Option(
            names = "--allow-origin",
            paramLabel = "ORIGIN",
            split = ",",
            description = "Origin whose pages may call the API, for example https://chat.example.org. Repeatable.")
    private @Nullable List<String> origins;

    @Option(
            names = "--allow-host",
            paramLabel = "NAME",
            split = ",",
            description = "Name, besides localhost, under which the server may be reached. Repeatable.")
    private @Nullable List<String> hosts;

    @Option(
            names = "--pull",
            paramLabel = "MODEL",
            split = ",",
            description = "Model to be pulled once it serves, if it is not installed: see 'nearside pull'. Repeatable.")
    private @Nullable List<String> pulls;

    @Option(
            names = "--upstream",
            paramLabel = "NAME=URL",
            description = {
                "Server with OpenAI's API that may answer where this machine cannot. Repeatable.",
                "Its key is read from the variable NEARSIDE_UPSTREAM_NAME_KEY."
            })
    private final List<String> upstreams = new ArrayList<>();

    @Option(
            names = "--api-key-env",
            paramLabel = "VAR",
            description = {
                "Environment variable with the API keys, commas between them, of which requests to the API must",
                "carry one ('Authorization: Bearer KEY'). Without it everybody who reaches the server may ask."
            })
    private @Nullable String keyVariable;

    @Option(
            names = "--keep-loaded",
            paramLabel = "MINUTES",
            description = {
                "How long a chat model that nobody asks stays in memory (default: 10).",
                "Environment: NEARSIDE_KEEP_LOADED."
            })
    private @Nullable Integer keepLoaded;

    @Option(
            names = "--chat-memory",
            paramLabel = "MB",
            description = {
                "Memory for all loaded chat models and their caches, 0 for half of this machine's (default: 0).",
                "Environment: NEARSIDE_CHAT_MEMORY."
            })
    private @Nullable Integer chatMemory;

    @Option(
            names = "--chat-tools",
            paramLabel = "WHAT",
            description = {
                "Tools of a chat that nobody who may answer can follow: refuse the chat, or leave-out (default: refuse).",
                "Environment: NEARSIDE_CHAT_TOOLS."
            })
    private @Nullable String chatTools;

    /**
     * What holds in the end.
     *
     * @param config another settings file than the flag's; null for the flag's
     * @throws dev.nearside.server.config.WrongSettings if a flag, a variable or the file is wrong
     */
    Settings settings(@Nullable Path config) {
        Flags flags = new Flags(
                config == null ? models.configFlag() : config,
                port,
                host,
                models.folderFlag(),
                new FileSettings.Lists(origins, hosts, pulls),
                new FileSettings.Chat(keyVariable, keepLoaded, chatMemory, chatTools),
                upstreams);
        return Settings.of(flags, System.getenv());
    }
}
