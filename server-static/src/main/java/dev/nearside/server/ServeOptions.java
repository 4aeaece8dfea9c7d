package dev.nearside.server;

import dev.nearside.error.InvalidInput;
import dev.nearside.server.chat.ChatSettings;
import dev.nearside.server.security.ApiKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The flags of {@code serve}. */
final class ServeOptions {
    private static final long BYTES_PER_MEGABYTE = 1_000_000;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "${env:NEARSIDE_PORT:-5173}",
            description = {
                "Port to listen on, 0 for a free one (default: ${DEFAULT-VALUE}).",
                "Environment: NEARSIDE_PORT."
            })
    private int port;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            defaultValue = "${env:NEARSIDE_HOST:-127.0.0.1}",
            description = {
                "Address to listen on, 0.0.0.0 for all (default: ${DEFAULT-VALUE}).",
                "Environment: NEARSIDE_HOST."
            })
    private String host = "";

    @Mixin
    private final ModelsOption models = new ModelsOption();

    @Option(
            names = "--allow-origin",
            paramLabel = "ORIGIN",
            split = ",",
            description = "Origin whose pages may call the API, for example https://chat.example.org. Repeatable.")
    private final List<String> origins = new ArrayList<>();

    @Option(
            names = "--allow-host",
            paramLabel = "NAME",
            split = ",",
            description = "Name, besides localhost, under which the server may be reached. Repeatable.")
    private final List<String> hosts = new ArrayList<>();

    @Option(
            names = "--pull",
            paramLabel = "MODEL",
            split = ",",
            description = "Model to be pulled once it serves, if it is not installed: see 'nearside pull'. Repeatable.")
    private final List<String> pulls = new ArrayList<>();

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
            defaultValue = "${env:NEARSIDE_KEEP_LOADED:-10}",
            description = {
                "How long a chat model that nobody asks stays in memory (default: ${DEFAULT-VALUE}).",
                "Environment: NEARSIDE_KEEP_LOADED."
            })
    private int keepLoaded;

    @Option(
            names = "--chat-memory",
            paramLabel = "MB",
            defaultValue = "${env:NEARSIDE_CHAT_MEMORY:-0}",
            description = {
                "Memory for all loaded chat models and their caches, 0 for half of this machine's",
                "(default: ${DEFAULT-VALUE}). Environment: NEARSIDE_CHAT_MEMORY."
            })
    private int chatMemory;

    /** The models to be pulled. */
    List<String> pulls() {
        return List.copyOf(pulls);
    }

    /** The settings that they make. */
    ServerSettings settings() {
        if (port < 0 || port > 65535) {
            throw new ParameterException(
                    command.commandLine(), "Invalid value for option '--port': '" + port + "' is not 0 to 65535");
        }
        return new ServerSettings(host, port, models.folder(), origins, hosts)
                .with(chat())
                .with(keys());
    }

    private ChatSettings chat() {
        if (keepLoaded < 0 || chatMemory < 0) {
            throw new ParameterException(
                    command.commandLine(),
                    "Invalid value for option '" + (keepLoaded < 0 ? "--keep-loaded" : "--chat-memory")
                            + "': it must be 0 or more");
        }
        ChatSettings chat = ChatSettings.usual().keepLoaded(Duration.ofMinutes(keepLoaded));
        return chatMemory == 0 ? chat : chat.memoryBytes(chatMemory * BYTES_PER_MEGABYTE);
    }

    private ApiKeys keys() {
        if (keyVariable == null) {
            return ApiKeys.NONE;
        }
        String keys = System.getenv(keyVariable);
        if (keys == null || keys.isBlank()) {
            throw new InvalidInput(
                    "the environment variable " + keyVariable + ", which --api-key-env names, holds no key");
        }
        return ApiKeys.of(keys);
    }
}
