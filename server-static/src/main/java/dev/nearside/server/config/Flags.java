package dev.nearside.server.config;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the command line says; null where it says nothing.
 *
 * @param config the settings file
 * @param port to listen on
 * @param host to listen on
 * @param models folder of models
 * @param lists what may be given more than once
 * @param chat how this machine chats
 * @param upstreams servers behind this one, each {@code NAME=URL}; null for a command that asks none, and does not know those
 *     which the server is started with
 */
public record Flags(
        @Nullable Path config,
        @Nullable Integer port,
        @Nullable String host,
        @Nullable Path models,
        FileSettings.Lists lists,
        FileSettings.Chat chat,
        @Nullable List<String> upstreams) {
    public Flags {
        upstreams = upstreams == null ? null : List.copyOf(upstreams);
    }

    /** The flags of commands that only want to know where models lie. */
    public static Flags ofModels(@Nullable Path config, @Nullable Path models) {
        return new Flags(config, null, null, models, FileSettings.Lists.NONE, FileSettings.Chat.NONE, null);
    }
}
