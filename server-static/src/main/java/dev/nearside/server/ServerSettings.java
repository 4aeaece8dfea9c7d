package dev.nearside.server;

import dev.nearside.server.chat.ChatSettings;
import dev.nearside.server.hub.transfer.HubSettings;
import dev.nearside.server.security.ApiKeys;
import java.nio.file.Path;
import java.util.List;

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
 */
public record ServerSettings(
        String host,
        int port,
        Path models,
        List<String> allowedOrigins,
        List<String> allowedHosts,
        HubSettings hub,
        ChatSettings chat,
        ApiKeys keys) {

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
        this(host, port, models, allowedOrigins, allowedHosts, hub, ChatSettings.usual(), ApiKeys.NONE);
    }

    /** Settings without keys, and with the hub that the environment names. */
    public ServerSettings(String host, int port, Path models, List<String> allowedOrigins, List<String> allowedHosts) {
        this(host, port, models, allowedOrigins, allowedHosts, HubSettings.of(System.getenv()));
    }

    /** The same with another way to chat. */
    public ServerSettings with(ChatSettings other) {
        return new ServerSettings(host, port, models, allowedOrigins, allowedHosts, hub, other, keys);
    }

    /** The same with other keys. */
    public ServerSettings with(ApiKeys other) {
        return new ServerSettings(host, port, models, allowedOrigins, allowedHosts, hub, chat, other);
    }

    /** The product's defaults with models in that folder, on a free port. */
    public static ServerSettings onFreePort(Path models) {
        return new ServerSettings("127.0.0.1", 0, models, List.of(), List.of());
    }
}
