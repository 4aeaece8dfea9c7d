package dev.nearside.server.config;

import dev.nearside.routing.RoutingRules;
import dev.nearside.server.upstream.UpstreamSettings;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a settings file says.
 *
 * @param port to listen on; null if it does not say
 * @param host to listen on; null if it does not say
 * @param models folder of models; null if it does not say
 * @param lists what it lists
 * @param chat how this machine chats
 * @param upstreams servers behind this one
 * @param routing who answers what
 * @param uses models on the device that rules name
 */
public record FileSettings(
        @Nullable Integer port,
        @Nullable String host,
        @Nullable Path models,
        Lists lists,
        Chat chat,
        List<UpstreamSettings> upstreams,
        RoutingRules routing,
        List<Use> uses) {

    /** What holds where there is no file. */
    public static final FileSettings NONE =
            new FileSettings(null, null, null, Lists.NONE, Chat.NONE, List.of(), RoutingRules.STANDARD, List.of());

    /**
     * The lists of a file, each null if it is not there.
     *
     * @param allowOrigin origins whose pages may call the API
     * @param allowHost names under which the server may be reached
     * @param pull models to be pulled
     */
    public record Lists(
            @Nullable List<String> allowOrigin,
            @Nullable List<String> allowHost,
            @Nullable List<String> pull) {
        /** None of them. */
        public static final Lists NONE = new Lists(null, null, null);
    }

    /**
     * How this machine chats, each null if it is not said.
     *
     * @param apiKeyEnv environment variable with the keys that requests must carry
     * @param keepLoadedMinutes how long a model that nobody asks stays in memory
     * @param memoryMegabytes memory for all chat models; 0 for half of this machine's
     * @param tools the label of what is done with tools that nobody can follow
     */
    public record Chat(
            @Nullable String apiKeyEnv,
            @Nullable Integer keepLoadedMinutes,
            @Nullable Integer memoryMegabytes,
            @Nullable String tools) {
        /** Nothing is said. */
        public static final Chat NONE = new Chat(null, null, null, null);
    }

    public FileSettings {
        upstreams = List.copyOf(upstreams);
        uses = List.copyOf(uses);
    }
}
