package dev.nearside.server;

import dev.nearside.error.InvalidInput;
import dev.nearside.server.chat.ChatSettings;
import dev.nearside.server.config.Setting;
import dev.nearside.server.config.Settings;
import dev.nearside.server.hub.transfer.HubSettings;
import dev.nearside.server.routing.RoutingSettings;
import dev.nearside.server.security.ApiKeys;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What the operator decides.
 *
 * @param host address or name to listen on, for example {@code 127.0.0.1}
 * @param port 0 to 65535; 0 takes a free one
 * @param models folder of installed models
 * @param allowedOrigins origins whose pages may call the API
 * @param allowedHosts names, besides loopback, that requests may be sent to
 * @param hub where models are pulled from
 * @param chat how this machine chats
 * @param keys what requests to the API must carry
 * @param routing who answers chats
 */
public record ServerSettings(
        String host,
        int port,
        Path models,
        List<String> allowedOrigins,
        List<String> allowedHosts,
        HubSettings hub,
        ChatSettings chat,
        ApiKeys keys,
        RoutingSettings routing) {
    private static final long BYTES_PER_MEGABYTE = 1_000_000;

    public ServerSettings {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("a port is 0 to 65535, not " + port);
        }
        allowedOrigins = List.copyOf(allowedOrigins);
        allowedHosts = List.copyOf(allowedHosts);
    }

    /** Settings without keys, and with that hub. */
    public ServerSettings(
            String host,
            int port,
            Path models,
            List<String> allowedOrigins,
            List<String> allowedHosts,
            HubSettings hub) {
        this(
                host,
                port,
                models,
                allowedOrigins,
                allowedHosts,
                hub,
                ChatSettings.usual(),
                ApiKeys.NONE,
                RoutingSettings.alone());
    }

    /** Settings without keys, and with the hub that the environment names. */
    public ServerSettings(String host, int port, Path models, List<String> allowedOrigins, List<String> allowedHosts) {
        this(host, port, models, allowedOrigins, allowedHosts, HubSettings.of(System.getenv()));
    }

    /** The same with another way to chat. */
    public ServerSettings with(ChatSettings other) {
        return new ServerSettings(host, port, models, allowedOrigins, allowedHosts, hub, other, keys, routing);
    }

    /** The same with other keys. */
    public ServerSettings with(ApiKeys other) {
        return new ServerSettings(host, port, models, allowedOrigins, allowedHosts, hub, chat, other, routing);
    }

    /** The same with another routing. */
    public ServerSettings with(RoutingSettings other) {
        return new ServerSettings(host, port, models, allowedOrigins, allowedHosts, hub, chat, keys, other);
    }

    /**
     * What flags, environment and file say.
     *
     * @throws InvalidInput if the variable of the API keys holds none
     */
    static ServerSettings of(Settings settings, Map<String, String> environment) {
        RoutingSettings routing = new RoutingSettings(
                settings.routing().value(),
                settings.upstreams().stream().map(Setting::value).toList(),
                environment,
                settings.chat().tools().value());
        return new ServerSettings(
                        settings.host().value(),
                        settings.port().value(),
                        settings.models().value(),
                        settings.lists().allowOrigin().value(),
                        settings.lists().allowHost().value())
                .with(chat(settings.chat()))
                .with(keys(settings.chat().apiKeyEnv().value(), environment))
                .with(routing);
    }

    private static ChatSettings chat(Settings.Chat chosen) {
        ChatSettings chat = ChatSettings.usual()
                .keepLoaded(Duration.ofMinutes(chosen.keepLoadedMinutes().value()));
        int megabytes = chosen.memoryMegabytes().value();
        return megabytes == 0 ? chat : chat.memoryBytes(megabytes * BYTES_PER_MEGABYTE);
    }

    private static ApiKeys keys(String variable, Map<String, String> environment) {
        if (variable.isEmpty()) {
            return ApiKeys.NONE;
        }
        String keys = environment.getOrDefault(variable, "");
        if (keys.isBlank()) {
            throw new InvalidInput(
                    "the environment variable " + variable + ", which --api-key-env names, holds no key");
        }
        return ApiKeys.of(keys);
    }

    /** The product's defaults with models in that folder, on a free port. */
    public static ServerSettings onFreePort(Path models) {
        return new ServerSettings("127.0.0.1", 0, models, List.of(), List.of());
    }
}
